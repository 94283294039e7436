import { SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { clientSettings } from '../../../lambdas/adapters/client-settings.ts';
import { createMailer } from '../../../lambdas/adapters/mailer-ses.ts';
import { MailOutcomeUnknown, UnusableAddress } from '../../../lambdas/core/confirmation/errors.ts';
import { type StubAnswer, startAwsStub, stubClientSettings } from '../../helpers/aws-stub.ts';

const mail = { to: 'john@example.com', subject: 'Ünicode', html: '<p>h</p>', text: 't' };

/** Sends one mail to an SES that answers so; gives what it was asked, and what came of it. */
const sendTo = async (answer: StubAnswer) => {
  const stub = await startAwsStub(answer);
  const client = new SESv2Client({
    ...stubClientSettings(stub.endpoint),
    ...clientSettings({ maxAttempts: 1, requestTimeoutMs: 300 }),
  });
  const mailer = createMailer(client, {
    from: '"Shop" <shop@example.com>',
    replyTo: 'help@example.com',
    configurationSet: 'shop-mails',
  });
  const { id, error } = await mailer.send(mail, { orderId: '7K3M-9QXT-2V5H-A1BC', occasion: 'OrderProcessed' }).then(
    (id) => ({ id, error: undefined }),
    (error: unknown) => ({ id: undefined, error }),
  );
  client.destroy();
  await stub.stop();
  return { id, error, requests: stub.requests.map(({ body }) => JSON.parse(body)) };
};

describe('the mailer', () => {
  it('sends HTML and text from the sender, under the configuration set, to one address, named by order and occasion', async () => {
    const { id, error, requests } = await sendTo({ status: 200, body: { MessageId: 'm' } });
    expect(error).toBeUndefined();
    expect(id).toBe('m');
    expect(requests).toEqual([
      {
        FromEmailAddress: '"Shop" <shop@example.com>',
        Destination: { ToAddresses: ['john@example.com'] },
        ReplyToAddresses: ['help@example.com'],
        ConfigurationSetName: 'shop-mails',
        EmailTags: [
          { Name: 'orderId', Value: '7K3M-9QXT-2V5H-A1BC' },
          { Name: 'occasion', Value: 'OrderProcessed' },
        ],
        Content: {
          Simple: {
            Subject: { Data: 'Ünicode', Charset: 'UTF-8' },
            Body: { Html: { Data: '<p>h</p>', Charset: 'UTF-8' }, Text: { Data: 't', Charset: 'UTF-8' } },
            Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
          },
        },
      },
    ]);
  });

  it.each([
    ['MessageRejected', 400],
    ['TooManyRequestsException', 429],
    ['AccessDeniedException', 403],
  ])('passes on %s: SES did not take it', async (code, status) => {
    const { error, requests } = await sendTo({ status, body: { __type: code, message: 'no' } });
    expect(error).toMatchObject({ name: code });
    expect(error).not.toBeInstanceOf(MailOutcomeUnknown);
    expect(requests).toHaveLength(1);
  });

  it('says nothing of what SES says, as that names the recipient', async () => {
    const message = 'Email address is not verified: john@example.com';
    for (const [code, status] of [
      ['MessageRejected', 400],
      ['BadRequestException', 400],
      ['Fault', 500],
    ] as const) {
      const { error } = await sendTo({ status, body: { __type: code, message } });
      expect(String((error as Error).stack) + JSON.stringify(error)).not.toContain('john');
      expect((error as Error).cause).toBeUndefined();
    }
  });

  it('tells an address that SES cannot read from what may go better next time', async () => {
    const { error } = await sendTo({
      status: 400,
      body: { __type: 'BadRequestException', message: 'Missing final @domain' },
    });
    expect(error).toBeInstanceOf(UnusableAddress);
  });

  it.each([
    ['a fault of SES', { status: 500, body: { __type: 'InternalServiceErrorException', message: 'x' } }],
    ['a broken connection', { hangUp: true }],
    ['no answer in time', { silent: true }],
  ] satisfies [string, StubAnswer][])('leaves open what happened at %s, after one attempt', async (_what, answer) => {
    const { error, requests } = await sendTo(answer);
    expect(error).toBeInstanceOf(MailOutcomeUnknown);
    expect(requests).toHaveLength(1);
  });
});
