import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Call, createSend } from '../../../site/src/api/http.ts';
import { SEEN_AT_HEADER } from '../../../site/src/api/seen.ts';

const schema = z.object({ fine: z.boolean() });
const call: Call<z.infer<typeof schema>> = { path: '/api/thing', schema, signedIn: true };
const fine = () => Response.json({ fine: true });
const unauthenticated = () => Response.json({ code: 'unauthenticated' }, { status: 401 });
const problem = { type: 'about:blank', title: 'Busy', status: 503, code: 'unavailable', detail: 'Try again.' };

const send = async (
  answers: (() => Response)[],
  tokens: { current?: string; renew?: string; fails?: boolean },
  what: typeof call = call,
) => {
  const requests: RequestInit[] = [];
  const fetch = async (_: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    requests.push(init);
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer();
  };
  const provide = async (token: string | undefined): Promise<string | undefined> => {
    if (tokens.fails) throw new TypeError('The login does not answer');
    return token;
  };
  const answer = await createSend(fetch, {
    current: () => provide(tokens.current),
    renew: () => provide(tokens.renew),
  })(what);
  return { answer, authorizations: requests.map(({ headers }) => new Headers(headers).get('authorization')) };
};

describe('a call to the API', () => {
  it('carries the token and gives the checked answer', async () => {
    const { answer, authorizations } = await send([fine], { current: 'one' });
    expect(answer).toEqual({ ok: true, value: { fine: true } });
    expect(authorizations).toEqual(['Bearer one']);
  });

  it('says since when an answer is known that the worker had kept', async () => {
    const kept = () => Response.json({ fine: true }, { headers: { [SEEN_AT_HEADER]: '2025-11-03T12:47:44Z' } });
    const { answer } = await send([kept], { current: 'one' });
    expect(answer).toEqual({ ok: true, value: { fine: true }, seenAt: '2025-11-03T12:47:44Z' });
  });

  it('goes out once more with a new token when the first is refused', async () => {
    const { answer, authorizations } = await send([unauthenticated, fine], { current: 'one', renew: 'two' });
    expect(answer.ok).toBe(true);
    expect(authorizations).toEqual(['Bearer one', 'Bearer two']);
  });

  it('ends when the new token is refused too', async () => {
    const { answer, authorizations } = await send([unauthenticated, unauthenticated], { current: 'one', renew: 'two' });
    expect(answer).toEqual({ ok: false, failure: { kind: 'signed-out' } });
    expect(authorizations).toHaveLength(2);
  });

  it('does not go out when nobody is signed in', async () => {
    const { answer, authorizations } = await send([fine], {});
    expect(answer).toEqual({ ok: false, failure: { kind: 'signed-out' } });
    expect(authorizations).toEqual([]);
  });

  it('goes out without a token where none is needed', async () => {
    const { answer, authorizations } = await send([fine], { current: 'one' }, { ...call, signedIn: false });
    expect(answer.ok).toBe(true);
    expect(authorizations).toEqual([null]);
  });

  it.each([
    ['the network fails', [], { current: 'one' }],
    ['the login fails', [fine], { current: 'one', fails: true }],
  ])('has no answer when %s', async (_, answers, tokens) => {
    expect((await send(answers, tokens)).answer).toEqual({ ok: false, failure: { kind: 'no-answer' } });
  });

  it.each([
    [429, 'throttled'],
    [503, 'unavailable'],
  ])('understands %i without a problem document', async (status, code) => {
    const { answer } = await send([() => new Response('<html>', { status })], { current: 'one' });
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'problem', problem: { status, code } } });
  });

  it('tells the problem that the API tells', async () => {
    const { answer } = await send([() => Response.json(problem, { status: 503 })], { current: 'one' });
    expect(answer).toEqual({ ok: false, failure: { kind: 'problem', problem } });
  });

  it.each([
    [400, 'refused', () => new Response('{"detail":"[string "a" is too short]"}', { status: 400 })],
    [403, 'refused', () => new Response('<h1>Blocked</h1>', { status: 403 })],
    [413, 'refused', () => Response.json({ message: 'Too large' }, { status: 413 })],
    [429, 'throttled', () => new Response('', { status: 429 })],
  ])('takes %i for the refusal that it is, whatever the body says', async (status, code, answer) => {
    const told = await send([answer], { current: 'one' });
    expect(told.answer).toMatchObject({ ok: false, failure: { kind: 'problem', problem: { status, code } } });
  });

  it.each([
    ['a timeout on the way', () => new Response('', { status: 408 })],
    ['a page', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
    ['another body than promised', () => Response.json({ fine: 'yes' })],
    ['no JSON', () => new Response('fine')],
  ])('does not understand %s', async (_, answer) => {
    expect((await send([answer], { current: 'one' })).answer).toEqual({
      ok: false,
      failure: { kind: 'not-understood' },
    });
  });
});
