import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  DeleteConfigurationSetCommand,
  DeleteEmailIdentityCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  ListConfigurationSetsCommand,
  ListEmailIdentitiesCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';
import { inboxOf } from '../../../src/testing/inbox.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let client: SESv2Client;
let inbox: ReturnType<typeof inboxOf>;
beforeAll(async () => {
  engine = await startTestEngine();
  client = new SESv2Client({ ...clientSettings(engine), maxAttempts: 1 });
  inbox = inboxOf(engine);
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'shop@example.com' }));
});
afterAll(async () => {
  client.destroy();
  await engine.dispose();
});

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
const simple = (changes: Partial<SendEmailCommandInput> = {}, subject = 'Hello', text = 'text'): SendEmailCommand =>
  new SendEmailCommand({
    FromEmailAddress: 'shop@example.com',
    Destination: { ToAddresses: ['john@example.com'] },
    Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(`<p>${text}</p>`) } } },
    ...changes,
  });
const raw = (source: string, changes: Partial<SendEmailCommandInput> = {}) =>
  new SendEmailCommand({ Content: { Raw: { Data: new TextEncoder().encode(source) } }, ...changes });

describe('SendEmail', () => {
  it('puts a mail into the mailbox, under the id that it answers', async () => {
    const { MessageId } = await client.send(simple({ FromEmailAddress: '"Ä Shop" <shop@example.com>' }, 'Ünicode 🙂'));
    const [mail] = await inbox.mails();
    expect(mail).toMatchObject({
      messageId: MessageId,
      from: '"Ä Shop" <shop@example.com>',
      recipients: ['john@example.com'],
      subject: 'Ünicode 🙂',
      text: 'text',
      html: '<p>text</p>',
    });
  });

  it('reads a raw message as its recipient’s program would', async () => {
    const source = [
      'From: Shop <shop@example.com>',
      'To: Jane <jane@example.com>, max@example.com',
      'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= =?UTF-8?B?IPCfmYI=?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      'ignored',
      '--outer',
      'Content-Type: multipart/alternative;',
      ' boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=FC=DFe, ein=',
      'e Zeile',
      '--inner',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<p>Grüße</p>').toString('base64'),
      '--inner--',
      '--outer',
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename=a.txt',
      '',
      'attached',
      '--outer--',
      '',
    ].join('\r\n');
    await client.send(raw(source));
    const [mail] = await inbox.mails('max@example.com');
    expect(mail).toMatchObject({
      recipients: ['jane@example.com', 'max@example.com'],
      subject: 'Grüße 🙂',
      text: 'Grüße, eine Zeile',
      html: '<p>Grüße</p>',
    });
    const shown = await (await fetch(`${inbox.origin}/inbox/${mail?.messageId}/source`)).text();
    expect(shown).toBe(source);
  });

  it('refuses a sender that is not verified; a domain covers its addresses and subdomains', async () => {
    const from = (FromEmailAddress: string) => client.send(simple({ FromEmailAddress }));
    await expect(from('someone@example.org')).rejects.toMatchObject({
      name: 'MessageRejected',
      message:
        'Email address is not verified. The following identities failed the check in region US-EAST-1: someone@example.org',
    });
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.org' }));
    await from('someone@example.org');
    await from('"S" <someone@mail.Example.org>');
    await expect(from('someone@badexample.org')).rejects.toMatchObject({ name: 'MessageRejected' });
    await client.send(new DeleteEmailIdentityCommand({ EmailIdentity: 'example.org' }));
    await expect(from('someone@example.org')).rejects.toMatchObject({ name: 'MessageRejected' });
  });

  it('refuses a configuration set that does not exist', async () => {
    const send = (): Promise<unknown> => client.send(simple({ ConfigurationSetName: 'counted' }));
    await expect(send()).rejects.toMatchObject({ name: 'NotFoundException' });
    await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'counted' }));
    await send();
    const { ConfigurationSets } = await client.send(new ListConfigurationSetsCommand({}));
    expect(ConfigurationSets).toEqual(['counted']);
    await client.send(new DeleteConfigurationSetCommand({ ConfigurationSetName: 'counted' }));
  });

  it.each([
    ['two addresses in one', { Destination: { ToAddresses: ['a@example.com, b@example.com'] } }],
    ['a header in an address', { Destination: { ToAddresses: ['a@example.com\r\nBcc: b@example.com'] } }],
    ['a header in the sender', { FromEmailAddress: 'shop@example.com\r\nBcc: b@example.com' }],
    ['nobody', { Destination: { ToAddresses: [] } }],
  ])('refuses %s', async (_what, changes) => {
    await expect(client.send(simple(changes))).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('refuses a header in the subject', async () => {
    await expect(client.send(simple({}, 'Hi\r\nBcc: b@example.com'))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });
});

describe('identities', () => {
  it('are verified, listed, and made once', async () => {
    const identity = { EmailIdentity: 'shop@example.com' };
    await expect(client.send(new CreateEmailIdentityCommand(identity))).rejects.toMatchObject({
      name: 'AlreadyExistsException',
    });
    const found = await client.send(new GetEmailIdentityCommand(identity));
    expect(found).toMatchObject({ IdentityType: 'EMAIL_ADDRESS', VerifiedForSendingStatus: true });
    const { EmailIdentities } = await client.send(new ListEmailIdentitiesCommand({}));
    expect(EmailIdentities?.map(({ IdentityName }) => IdentityName)).toEqual(['shop@example.com']);
    await expect(
      client.send(new GetEmailIdentityCommand({ EmailIdentity: 'nobody@example.com' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('belong to an account that may write to anybody', async () => {
    expect(await client.send(new GetAccountCommand({}))).toMatchObject({ ProductionAccessEnabled: true });
  });
});

describe('the inbox', () => {
  it('survives a restart', async () => {
    const first = await startTestEngine();
    const sender = new SESv2Client({ ...clientSettings(first), maxAttempts: 1 });
    await sender.send(new CreateEmailIdentityCommand({ EmailIdentity: 'shop@example.com' }));
    await sender.send(simple({}, 'kept'));
    sender.destroy();
    await first.stop();
    const second = await startTestEngine({ dataDir: first.dataDir });
    expect((await inboxOf(second).mails('JOHN@example.com')).map(({ subject }) => subject)).toEqual(['kept']);
    await second.dispose();
  });
});
