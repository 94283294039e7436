import {
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  DeleteSuppressedDestinationCommand,
  GetAccountCommand,
  GetSuppressedDestinationCommand,
  PutAccountSuppressionAttributesCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';
import { inboxOf } from '../../../src/testing/inbox.ts';
import { type MailEvent, openMailEvents, SENDER } from './mail-events.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let mails: Awaited<ReturnType<typeof openMailEvents>>;
let inbox: ReturnType<typeof inboxOf>;
beforeAll(async () => {
  engine = await startTestEngine();
  mails = await openMailEvents(clientSettings(engine).endpoint, 'shop');
  inbox = inboxOf(engine);
});
afterAll(async () => {
  mails.close();
  await engine.dispose();
});

const suppressionOf = async (EmailAddress: string): Promise<string | undefined> =>
  mails.client.send(new GetSuppressedDestinationCommand({ EmailAddress })).then(
    ({ SuppressedDestination }) => SuppressedDestination?.Reason,
    () => undefined,
  );
const last = async (messageId: string, count: number, type: string): Promise<MailEvent | undefined> =>
  (await mails.eventsOf(messageId, count)).find(({ eventType }) => eventType === type);
/** The same topic, under a configuration set with its own suppression. */
const createSet = async (set: string, reasons: ('BOUNCE' | 'COMPLAINT')[]): Promise<void> => {
  await mails.client.send(
    new CreateConfigurationSetCommand({
      ConfigurationSetName: set,
      SuppressionOptions: { SuppressedReasons: reasons },
    }),
  );
  await mails.client.send(
    new CreateConfigurationSetEventDestinationCommand({
      ConfigurationSetName: set,
      EventDestinationName: 'bus',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['BOUNCE'],
        EventBridgeDestination: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
      },
    }),
  );
};

describe('an address that bounced', () => {
  it('is suppressed: later mails are taken and bounce, until it is taken off the list', async () => {
    const to = 'Gone@example.org';
    await inbox.choose('gone@example.org', 'bounce');
    const first = await last(await mails.send(to), 2, 'Bounce');
    expect(first?.bounce).toMatchObject({ bounceSubType: 'General' });
    expect(await suppressionOf(to)).toBe('BOUNCE');
    await inbox.choose('gone@example.org', 'deliver');
    const second = await last(await mails.send(to.toLowerCase()), 2, 'Bounce');
    expect(second?.bounce).toMatchObject({
      bounceType: 'Permanent',
      bounceSubType: 'OnAccountSuppressionList',
      bouncedRecipients: [{ emailAddress: 'gone@example.org', action: 'failed', status: '5.1.1' }],
      reportingMTA: 'dns; amazonses.com',
    });
    await mails.client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: to }));
    expect(await last(await mails.send(to), 2, 'Delivery')).toBeDefined();
  });

  it('is not where the configuration set does not ask for it, nor does the list hold then', async () => {
    await createSet('open', ['COMPLAINT']);
    const to = 'kept@example.org';
    await inbox.choose(to, 'bounce');
    const more = { ConfigurationSetName: 'open' };
    await mails.send(to, more);
    await settled(to, 'Bounce');
    expect(await suppressionOf(to)).toBeUndefined();
    await last(await mails.send(to), 2, 'Bounce');
    expect(await suppressionOf(to)).toBe('BOUNCE');
    await inbox.choose(to, 'deliver');
    await mails.send(to, more);
    await settled(to, 'Delivery');
  });

  it('is not where the account says so', async () => {
    const set = (SuppressedReasons: ('BOUNCE' | 'COMPLAINT')[]) =>
      mails.client.send(new PutAccountSuppressionAttributesCommand({ SuppressedReasons }));
    await set([]);
    expect(await mails.client.send(new GetAccountCommand({}))).toMatchObject({
      SuppressionAttributes: { SuppressedReasons: [] },
    });
    await inbox.choose('free@example.org', 'bounce');
    await last(await mails.send('free@example.org'), 2, 'Bounce');
    expect(await suppressionOf('free@example.org')).toBeUndefined();
    await set(['BOUNCE', 'COMPLAINT']);
  });

  /** The newest mail to an address ended so. */
  const settled = (to: string, event: string) =>
    expect
      .poll(async () => (await inbox.mails(to))[0]?.outcomes.map((outcome) => outcome.event), { timeout: 10_000 })
      .toEqual(['Send', event]);
});

describe('somebody at this machine', () => {
  it('has a mail that was delivered bounce late, and be marked as spam', async () => {
    const messageId = await mails.send('late@example.org');
    await mails.eventsOf(messageId, 2);
    await inbox.befall(messageId, 'bounce');
    expect((await last(messageId, 3, 'Bounce'))?.bounce).toMatchObject({ bounceType: 'Permanent' });
    await inbox.befall(messageId, 'complaint');
    expect((await last(messageId, 4, 'Complaint'))?.complaint).toMatchObject({ complaintFeedbackType: 'abuse' });
    const [mail] = await inbox.mails('late@example.org');
    expect(mail?.outcomes.map(({ event }) => event)).toEqual(['Send', 'Delivery', 'Bounce', 'Complaint']);
    expect(await suppressionOf('late@example.org')).toBe('COMPLAINT');
    expect((await last(await mails.send('late@example.org'), 2, 'Complaint'))?.complaint).toMatchObject({
      complaintSubType: 'OnAccountSuppressionList',
      complainedRecipients: [{ emailAddress: 'late@example.org' }],
    });
  });

  it('has coming mails to an address delayed', async () => {
    await inbox.choose('slow@example.org', 'delay');
    const messageId = await mails.send('Slow@example.org');
    const delayed = await last(messageId, 2, 'DeliveryDelay');
    expect(delayed?.deliveryDelay).toMatchObject({
      delayType: 'TransientCommunicationFailure',
      delayedRecipients: [{ emailAddress: 'Slow@example.org', status: '4.4.1' }],
    });
  });
});

describe('a mail with a virus', () => {
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

  it('is taken and rejected, as an attachment of either kind of content', async () => {
    const simple = await mails.send('john@example.org', {
      Content: {
        Simple: {
          Subject: { Data: 'x' },
          Body: { Text: { Data: 'x' } },
          Attachments: [{ FileName: 'eicar.com', RawContent: Buffer.from(eicar) }],
        },
      },
    });
    const source = [
      `From: ${SENDER}`,
      'To: john@example.org',
      'Subject: x',
      'X-SES-MESSAGE-TAGS: order=1, kind=test',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: application/octet-stream',
      'Content-Disposition: attachment; filename=eicar.com',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(eicar).toString('base64'),
      '--b--',
      '',
    ].join('\r\n');
    const raw = await mails.send('john@example.org', { Content: { Raw: { Data: Buffer.from(source) } } });
    for (const messageId of [simple, raw]) {
      expect((await last(messageId, 2, 'Reject'))?.reject).toEqual({ reason: 'Bad content' });
    }
    expect((await last(raw, 2, 'Reject'))?.mail.tags).toMatchObject({ order: ['1'], kind: ['test'] });
  });
});

describe('message tags', () => {
  const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Name: `t${index}`, Value: 'v' }));

  it.each([
    ['a name with a colon', [{ Name: 'ses:x', Value: 'v' }]],
    ['an empty name', [{ Name: '', Value: 'v' }]],
    ['a long name', [{ Name: 'n'.repeat(257), Value: 'v' }]],
    ['a value with a space', [{ Name: 'n', Value: 'a b' }]],
    ['a value beyond ASCII', [{ Name: 'n', Value: 'ä' }]],
    ['a long value', [{ Name: 'n', Value: 'v'.repeat(257) }]],
    ['more than 50', tags(51)],
  ])('are refused with %s', async (_what, EmailTags) => {
    await expect(mails.send('john@example.org', { EmailTags })).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('are taken up to their limits', async () => {
    const EmailTags = [{ Name: 'N_-9'.repeat(64), Value: 'V_-9'.repeat(64) }, ...tags(49)];
    expect(await mails.send('john@example.org', { EmailTags })).not.toBe('');
  });
});
