import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { inboxOf } from '../../../src/testing/inbox.ts';
import { openMailEvents } from './mail-events.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let mails: Awaited<ReturnType<typeof openMailEvents>>;
let origin: string;
let bounced: string;
beforeAll(async () => {
  engine = await startTestEngine();
  mails = await openMailEvents(clientSettings(engine).endpoint, 'shop');
  origin = inboxOf(engine).origin;
  bounced = await mails.send(['bounce@simulator.amazonses.com', 'john@example.org']);
  await until('it ended', async () => (await inboxOf(engine).mails())[0]?.outcomes.length === 3);
});
afterAll(async () => {
  mails.close();
  await engine.dispose();
});

const read = async (path: string): Promise<string> => (await fetch(`${origin}${path}`)).text();
const post = async (path: string, form: Record<string, string>, headers: Record<string, string> = {}) => {
  const body = new URLSearchParams(form);
  const response = await fetch(`${origin}${path}`, { method: 'POST', body, headers, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
};

describe('the inbox', () => {
  it('shows what became of each mail, for each recipient', async () => {
    expect(await read('/inbox')).toMatch(/badge bad">Bounced<.*badge">Delivered</s);
    const page = await read(`/inbox/${bounced}`);
    expect(page).toMatch(/Bounced<\/span> <p class="muted">bounce@simulator.amazonses.com, <time datetime="2/);
    expect(page).toMatch(/Delivered<\/span> <p class="muted">john@example.org, <time/);
  });

  it('takes what is to become of a mail, and of coming ones, and goes back to where it was asked', async () => {
    const done = { status: 303, location: `/inbox/${bounced}` };
    expect(await post(`/inbox/${bounced}/outcome`, { outcome: 'complaint' })).toMatchObject(done);
    expect(await read(`/inbox/${bounced}`)).toContain('Marked as spam');
    const form = { address: '<a&b>@x.example', fate: 'bounce' };
    expect(await post('/inbox/fates', form)).toMatchObject({ status: 400 });
    const chosen = await post('/inbox/fates', { ...form, address: 'a&b@x.example' });
    expect(chosen).toMatchObject({ status: 303, location: '/inbox' });
    expect(await read('/inbox')).toContain('Mails to a&#38;b@x.example shall bounce.');
    await post('/inbox/fates', { address: 'A&B@x.example', fate: 'deliver' });
    expect(await read('/inbox')).not.toContain('x.example');
  });

  it('refuses what it does not know', async () => {
    expect(await post(`/inbox/${bounced}/outcome`, { outcome: 'vanish' })).toMatchObject({ status: 400 });
    expect(await post('/inbox/fates', { address: 'a@x.example', fate: 'vanish' })).toMatchObject({ status: 400 });
    expect(await post('/inbox/nothing/outcome', { outcome: 'bounce' })).toMatchObject({ status: 404 });
    expect(await post('/inbox', {})).toMatchObject({ status: 404 });
  });

  it.each(['http://evil.example', 'null'])('takes nothing from a page of %s', async (foreign) => {
    const { status } = await post(`/inbox/${bounced}/outcome`, { outcome: 'bounce' }, { origin: foreign });
    expect(status).toBe(403);
  });

  it('has its pages sent with their own origin, and to nobody else', async () => {
    const { headers } = await fetch(`${origin}/inbox`);
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
  });
});
