import { GetEmailIdentityCommand, ListConfigurationSetsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';

const template = (address: string) => ({
  Resources: {
    Identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: address } },
    Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { DeliveryOptions: { TlsPolicy: 'REQUIRE' } } },
    Destination: {
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {
        ConfigurationSetName: { Ref: 'Set' },
        EventDestination: { MatchingEventTypes: ['bounce'], CloudWatchDestination: {} },
      },
    },
  },
  Outputs: { Identity: { Value: { Ref: 'Identity' } }, Set: { Value: { Ref: 'Set' } } },
});

it('a template’s sender is verified and its configuration set is there; a later template replaces them', async () => {
  const first = await startTestEngine({ assembly: writeAssembly(template('shop@example.com')) });
  const client = new SESv2Client(clientSettings(first));
  const { VerifiedForSendingStatus } = await client.send(
    new GetEmailIdentityCommand({ EmailIdentity: first.outputs.Identity }),
  );
  expect(VerifiedForSendingStatus).toBe(true);
  expect((await client.send(new ListConfigurationSetsCommand({}))).ConfigurationSets).toEqual([first.outputs.Set]);
  client.destroy();
  await first.stop();

  const second = await startTestEngine({
    dataDir: first.dataDir,
    assembly: writeAssembly(template('orders@example.com')),
  });
  const again = new SESv2Client(clientSettings(second));
  const find = (EmailIdentity: string) => again.send(new GetEmailIdentityCommand({ EmailIdentity }));
  await expect(find('shop@example.com')).rejects.toMatchObject({ name: 'NotFoundException' });
  expect(await find('orders@example.com')).toMatchObject({ VerificationStatus: 'SUCCESS' });
  again.destroy();
  await second.dispose();
});
