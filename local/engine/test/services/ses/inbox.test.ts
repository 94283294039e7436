import { CreateEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMail } from '../../../src/services/ses/mime/read.ts';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';
import { inboxOf } from '../../../src/testing/inbox.ts';

const HTML =
  '<!doctype html><html><head><title>x</title></head><body><a href="http://localhost/">x</a><script>1</script></body></html>';
const text = `Tschüß, = 100 %\n${'long '.repeat(40)}\nend \n`;

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let origin: string;
const ids: string[] = [];
beforeAll(async () => {
  engine = await startTestEngine();
  origin = inboxOf(engine).origin;
  const client = new SESv2Client({ ...clientSettings(engine), maxAttempts: 1 });
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'shop@example.com' }));
  const send = async (to: string, subject: string): Promise<void> => {
    const { MessageId = '' } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: '"<b>Shop</b>" <shop@example.com>',
        Destination: { ToAddresses: [to] },
        ReplyToAddresses: ['help@example.com'],
        Content: {
          Simple: {
            Subject: { Data: subject },
            Body: { Html: { Data: HTML }, Text: { Data: text } },
            Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
          },
        },
      }),
    );
    ids.push(MessageId);
  };
  await send('john@example.com', 'Grüße <script>alert(1)</script> 🙂');
  for (let index = 1; index <= 50; index += 1) await send('jane@example.com', `Mail ${index}`);
  client.destroy();
});
afterAll(() => engine.dispose());

const get = async (path: string) => {
  const response = await fetch(`${origin}${path}`);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    policy: response.headers.get('content-security-policy') ?? '',
    body: await response.text(),
  };
};

describe('the list', () => {
  it('shows the newest first, 50 a page', async () => {
    const page = await get('/inbox');
    expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(page.body).toContain('51 mails');
    expect(page.body.indexOf('Mail 50')).toBeLessThan(page.body.indexOf('Mail 49'));
    const older = /href="(\/inbox\?before[^"]*)"/.exec(page.body)?.[1] ?? '';
    expect((await get(older)).body).toContain('&#60;script&#62;');
  });

  it('shows those to one address, and says where there is none', async () => {
    const { body } = await get('/inbox?to=John%40Example.com');
    expect(body).toContain('One mail to John@Example.com');
    expect(body).not.toContain('Mail 50');
    expect((await get('/inbox?to=%3Cb%3E')).body).toContain('0 mails to &#60;b&#62;');
  });

  it('runs no script, frames nothing foreign, and cannot be framed', async () => {
    const { body, policy } = await get('/inbox?to=john@example.com');
    expect(body).not.toMatch(/<script|<b>| on\w+=/i);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });
});

describe('a mail', () => {
  it('is shown with its headers, its text, its source, and its HTML in a sandboxed frame', async () => {
    const { body } = await get(`/inbox/${ids[0]}`);
    expect(body).toContain('<h1>Grüße &#60;script&#62;alert(1)&#60;/script&#62; 🙂</h1>');
    expect(body).toContain('&#60;b&#62;Shop&#60;/b&#62;');
    expect(body).toContain('Tschüß, = 100 %');
    expect(body).toContain(`src="/inbox/${ids[0]}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"`);
    expect(body).not.toContain('<script');
  });

  it('has its HTML part in a sandbox also when that is opened alone; its links open elsewhere', async () => {
    const { body, policy } = await get(`/inbox/${ids[0]}/html`);
    expect(policy).toMatch(/^sandbox allow-popups/);
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin/);
    expect(body).toBe(HTML.replace('<head>', '<head><base target="_blank">'));
  });

  it('has a source that reads back as what was sent', async () => {
    const { body, type } = await get(`/inbox/${ids[0]}/source`);
    expect(type).toBe('text/plain; charset=utf-8');
    expect(body).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(body).toContain('\r\nReply-To: help@example.com\r\n');
    const lines = body.slice(body.indexOf('\r\n\r\n')).split('\r\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(76);
    const read = await readMail(body);
    expect(read.headers.get('subject')).toBe('Grüße <script>alert(1)</script> 🙂');
    expect(read.headers.get('auto-submitted')).toBe('auto-generated');
    expect(read.text?.replaceAll('\r\n', '\n')).toBe(text);
    expect(read.html).toBe(HTML);
  });

  it.each(['/inbox/nothing', '/inbox/nothing/html'])('that is not there is 404: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
