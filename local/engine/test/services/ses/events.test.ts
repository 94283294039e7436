import { GetSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';
import { type MailEvent, openMailEvents, SENDER } from './mail-events.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let mails: Awaited<ReturnType<typeof openMailEvents>>;
beforeAll(async () => {
  engine = await startTestEngine();
  mails = await openMailEvents(clientSettings(engine).endpoint, 'shop');
});
afterAll(async () => {
  mails.close();
  await engine.dispose();
});

const namesOf = (events: readonly MailEvent[]): string[] => events.map(({ eventType }) => eventType).sort();
const eventOf = async (to: string, count: number, type: string): Promise<MailEvent> => {
  const events = await mails.eventsOf(await mails.send(to), count);
  const found = events.find(({ eventType }) => eventType === type);
  if (!found) throw new Error(`there is no ${type} among ${namesOf(events)}`);
  return found;
};
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const ID = expect.stringMatching(/^0100[0-9a-f]{12}-[0-9a-f]{24}-000000$/);

describe('a topic of a configuration set', () => {
  it('gets one message that is no event when it becomes a destination', async () => {
    await mails.eventsOf(await mails.send('john@example.org'), 2);
    expect((await mails.receive()).filter((body) => !body.startsWith('{'))).toEqual([
      'Successfully validated SNS topic for Amazon SES event publishing.',
    ]);
  });

  it('hears that a mail was sent and delivered, and of whom, to whom and with which tags', async () => {
    const messageId = await mails.send(['john@example.org', 'jane@example.org'], {
      EmailTags: [{ Name: 'order', Value: 'o_1-2' }],
    });
    const events = await mails.eventsOf(messageId, 2);
    expect(namesOf(events)).toEqual(['Delivery', 'Send']);
    const [sent, delivered] = ['Send', 'Delivery'].map((name) => events.find(({ eventType }) => eventType === name));
    expect(sent).toEqual({
      eventType: 'Send',
      mail: {
        timestamp: ISO,
        source: `"The Shop" <${SENDER}>`,
        sourceArn: `arn:aws:ses:us-east-1:000000000000:identity/${SENDER}`,
        sendingAccountId: '000000000000',
        messageId,
        destination: ['john@example.org', 'jane@example.org'],
        headersTruncated: false,
        headers: expect.arrayContaining([
          { name: 'From', value: `"The Shop" <${SENDER}>` },
          { name: 'Subject', value: '=?UTF-8?B?R3LDvMOfZQ==?=' },
          { name: 'MIME-Version', value: '1.0' },
        ]),
        commonHeaders: {
          from: [`The Shop <${SENDER}>`],
          to: ['john@example.org', 'jane@example.org'],
          date: expect.any(String),
          messageId,
          subject: 'Grüße',
        },
        tags: {
          'ses:operation': ['SendEmail'],
          'ses:configuration-set': ['shop'],
          'ses:source-ip': ['127.0.0.1'],
          'ses:from-domain': ['example.com'],
          'ses:caller-identity': ['root'],
          order: ['o_1-2'],
        },
      },
      send: {},
    });
    expect(delivered?.delivery).toEqual({
      timestamp: ISO,
      processingTimeMillis: expect.any(Number),
      recipients: ['john@example.org', 'jane@example.org'],
      smtpResponse: '250 2.6.0 Message received',
      remoteMtaIp: '127.0.0.1',
      reportingMTA: expect.any(String),
    });
    expect(delivered?.mail).toMatchObject({ messageId, tags: { order: ['o_1-2'], 'ses:outgoing-ip': ['127.0.0.1'] } });
  });
});

describe('the mailbox simulator', () => {
  it.each(['success@simulator.amazonses.com', 'ooto+me@simulator.amazonses.com'])('takes what %s gets', async (to) => {
    const { delivery } = await eventOf(to, 2, 'Delivery');
    expect(delivery).toMatchObject({ recipients: [to] });
  });

  it.each(['bounce@simulator.amazonses.com', 'Bounce+order-1@Simulator.amazonses.com'])('bounces %s', async (to) => {
    const { bounce } = await eventOf(to, 2, 'Bounce');
    expect(bounce).toEqual({
      feedbackId: ID,
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        { emailAddress: to, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
      ],
      timestamp: ISO,
      reportingMTA: expect.stringMatching(/^dns; /),
    });
    const listed = mails.client.send(new GetSuppressedDestinationCommand({ EmailAddress: to }));
    await expect(listed).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('delivers what it then complains about', async () => {
    const to = 'complaint+x@simulator.amazonses.com';
    const { complaint, mail } = await eventOf(to, 3, 'Complaint');
    expect(complaint).toEqual({
      feedbackId: ID,
      complaintSubType: null,
      complainedRecipients: [{ emailAddress: to }],
      timestamp: ISO,
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: ISO,
    });
    expect(namesOf(await mails.eventsOf(mail.messageId, 3))).toEqual(['Complaint', 'Delivery', 'Send']);
  });

  it('has an address on SES’s own suppression list', async () => {
    const { bounce } = await eventOf('suppressionlist@simulator.amazonses.com', 2, 'Bounce');
    expect(bounce).toMatchObject({ bounceType: 'Permanent', bounceSubType: 'Suppressed' });
  });

  it('tells of each recipient of one mail by its own fate', async () => {
    const to = ['bounce@simulator.amazonses.com', 'john@example.org', 'success@simulator.amazonses.com'];
    const events = await mails.eventsOf(await mails.send(to), 3);
    expect(namesOf(events)).toEqual(['Bounce', 'Delivery', 'Send']);
    expect(events.find(({ eventType }) => eventType === 'Delivery')?.delivery).toMatchObject({
      recipients: ['john@example.org', 'success@simulator.amazonses.com'],
    });
  });
});
