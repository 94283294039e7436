import { describe, expect, it } from 'vitest';
import { readConfig } from '../../cdk/config.ts';
import { readNeeds } from '../../cdk/operations/preflight/needs/read.ts';
import { prodContext, testApp } from './synthesized.ts';

const place = { region: 'eu-central-1', account: '123456789012' };
const CERTIFICATE_ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/1';

/** What the synthesized stage needs. */
const needsOf = (context: Readonly<Record<string, unknown>>, where: Parameters<typeof readNeeds>[2] = place) => {
  const [stack] = testApp(context).synth().stacks;
  if (!stack) throw new Error('the app has no stack');
  return readNeeds(stack, readConfig(context), where);
};

describe('what a stage needs of its account, read from its template', () => {
  it('is all of prod’s', () => {
    const domain = { domainName: 'shop.example.com', certificateArn: CERTIFICATE_ARN };
    const needs = needsOf({ ...prodContext, ...domain, senderAddress: 'a@example.com', senderIdentity: 'example.com' });
    expect(needs).toMatchObject({
      stage: 'prod',
      stackName: 'OrderProcessing-prod',
      bootstrap: { version: expect.any(Number), parameter: '/cdk-bootstrap/hnb659fds/version' },
      loginDomains: ['orderprocessing-prod-123456789012'],
      madeIdentities: [],
      sender: { address: 'a@example.com', identity: 'example.com' },
      certificates: [{ arn: CERTIFICATE_ARN, names: ['shop.example.com'] }],
      aliases: ['shop.example.com'],
    });
    expect(needs.reservations).toEqual([{ logicalId: expect.stringContaining('ProcessOrder'), executions: 50 }]);
    expect(needs.tables).toContainEqual({ name: 'Orders-prod', key: ['orderId HASH'], isImportable: true });
    const key = ['orderId HASH', 'occasion RANGE'];
    expect(needs.tables).toContainEqual({ name: 'Confirmations-prod', key, isImportable: true });
    expect(needs.poolMails).toHaveLength(1);
  });

  it('is little of dev’s', () => {
    expect(needsOf({})).toMatchObject({ reservations: [], madeIdentities: [], certificates: [], aliases: [] });
    expect(needsOf({}).tables).toContainEqual({ name: 'Orders', key: ['orderId HASH'], isImportable: false });
    expect(needsOf({}).sender).toBeUndefined();
  });

  it('has no login domain before the account is known', () => {
    expect(needsOf({}, { region: 'eu-central-1' }).loginDomains).toEqual([undefined]);
  });

  it('sees each fixed name that a table has', () => {
    const [stack] = testApp(prodContext).synth().stacks;
    const tables = Object.values<{ Type: string; Properties?: { TableName?: unknown } }>(stack?.template.Resources);
    const fixed = tables.filter(({ Type, Properties }) => Type === 'AWS::DynamoDB::Table' && Properties?.TableName);
    expect(needsOf(prodContext).tables).toHaveLength(fixed.length);
  });
});

describe('what a template may hold one day', () => {
  const config = readConfig({});
  const needsIn = (Resources: object) => readNeeds({ stackName: 'Shop', template: { Resources } }, config, place);

  it('is an identity that the stack makes, and a user pool that sends through it', () => {
    const SourceArn = {
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ses:', { Ref: 'AWS::Region' }, ':1:identity/example.com']],
    };
    const needs = needsIn({
      Identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'a@example.com' } },
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', SourceArn } },
      },
      Other: { Type: 'AWS::Cognito::UserPool' },
    });
    expect(needs.madeIdentities).toEqual(['a@example.com']);
    expect(needs.poolMails).toEqual([{ by: 'SES', identity: 'example.com' }, { by: 'Cognito' }]);
    expect(needs.bootstrap).toBeUndefined();
  });

  it('is a retained table with a computed name, which CloudFormation does not take up', () => {
    const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' }];
    const table = (TableName: unknown) => ({
      Type: 'AWS::DynamoDB::Table',
      DeletionPolicy: 'Retain',
      Properties: { TableName, KeySchema },
    });
    const computed = { 'Fn::Join': ['-', ['T', { Ref: 'AWS::Region' }]] };
    const { tables } = needsIn({
      A: table(computed),
      B: table('T'),
      C: table({ Ref: 'Somewhere' }),
      D: table(undefined),
    });
    expect(tables.map(({ name, isImportable }) => [name, isImportable])).toEqual([
      ['T-eu-central-1', false],
      ['T', true],
    ]);
  });
});
