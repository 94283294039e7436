import {
  CreateEmailIdentityCommand,
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  NotFoundException,
  PutSuppressedDestinationCommand,
  SESv2Client,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { inboxOf } from '../../../src/testing/inbox.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let client: SESv2Client;
beforeAll(async () => {
  engine = await startTestEngine();
  client = new SESv2Client({ ...clientSettings(engine), maxAttempts: 1 });
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'shop@example.com' }));
});
afterAll(async () => {
  client.destroy();
  await engine.dispose();
});

const text = { Data: 'text' };
const send = (...ToAddresses: string[]) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: 'shop@example.com',
      Destination: { ToAddresses },
      Content: { Simple: { Subject: text, Body: { Text: text } } },
    }),
  );

describe('the suppression list', () => {
  it('finds an address by its exact spelling only, and says why it is there', async () => {
    const EmailAddress = 'John+1@Example.com';
    await client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
    const { SuppressedDestination } = await client.send(new GetSuppressedDestinationCommand({ EmailAddress }));
    expect(SuppressedDestination).toMatchObject({ EmailAddress, Reason: 'BOUNCE', LastUpdateTime: expect.any(Date) });
    const other = new GetSuppressedDestinationCommand({ EmailAddress: EmailAddress.toLowerCase() });
    await expect(client.send(other)).rejects.toBeInstanceOf(NotFoundException);
    await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
    const { SuppressedDestinationSummaries } = await client.send(new ListSuppressedDestinationsCommand({}));
    expect(SuppressedDestinationSummaries).toEqual([]);
    const again = client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
    await expect(again).rejects.toBeInstanceOf(NotFoundException);
  });

  it('has a mail accepted and not sent, in any case of the address; others get theirs', async () => {
    const EmailAddress = 'jane@example.com';
    await client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'COMPLAINT' }));
    expect(await send('Jane@Example.com')).toHaveProperty('MessageId');
    await send('Jane@Example.com', 'max@example.com');
    const outcomes = await until('it is decided what becomes of both', async () => {
      const mails = await inboxOf(engine).mails();
      return (
        mails.every((mail) => mail.outcomes.length > mail.recipients.length) &&
        mails.map((mail) => mail.outcomes.slice(1))
      );
    });
    const kept = { event: 'Complaint', subType: 'OnAccountSuppressionList', recipients: ['Jane@Example.com'] };
    expect(outcomes).toEqual([
      [expect.objectContaining(kept), expect.objectContaining({ event: 'Delivery', recipients: ['max@example.com'] })],
      [expect.objectContaining(kept)],
    ]);
  });
});
