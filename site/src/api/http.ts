import type * as z from 'zod';
import { type Problem, problemSchema } from '../../../lambdas/core/contract/api.ts';
import { type Answer, failed } from './answer.ts';
import { SEEN_AT_HEADER } from './seen.ts';

/** Longer than the 10 s that the functions may take, so that their answer, or the gateway's, is waited for. */
const TIMEOUT_MILLISECONDS = 15_000;

/** Where the ID tokens for calls come from. */
export interface Tokens {
  /** A token that is valid now, or the last one where the login does not answer: what was seen before is found by it. Undefined when
   * nobody is signed in. */
  current(): Promise<string | undefined>;
  /** A new token after a refusal; undefined, and the session over, when there is none. Rejects when the login does not answer. */
  renew(): Promise<string | undefined>;
}

/** A call to the API. */
export interface Call<T> {
  path: string;
  /** What a good answer's body must be. */
  schema: z.ZodType<T>;
  /** Whether it goes out with the shopper's token. */
  signedIn: boolean;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
}

/** Makes a call. */
export type Send = <T>(call: Call<T>) => Promise<Answer<T>>;

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
};

const read = async <T>(response: Response, schema: z.ZodType<T>): Promise<Answer<T>> => {
  const body = await readJson(response);
  if (response.ok) {
    const value = schema.safeParse(body);
    const seenAt = response.headers.get(SEEN_AT_HEADER) ?? undefined;
    return value.success ? { ok: true, value: value.data, seenAt } : failed({ kind: 'not-understood' });
  }
  const problem = problemSchema.safeParse(body);
  if (problem.success) return failed({ kind: 'problem', problem: problem.data });
  const isClear = isRefusal(response) || response.status === 503;
  return failed(isClear ? { kind: 'problem', problem: wordless(response) } : { kind: 'not-understood' });
};

/** Whether a status alone says for certain that the request was not taken, whoever on the way said so, in whatever words. */
const isRefusal = ({ status }: Response): boolean => status >= 400 && status < 500 && status !== 408;

/** What it means when something before the API answers, in a way of its own. */
const CODES: Readonly<Record<number, string>> = { 429: 'throttled', 503: 'unavailable' };

const wordless = ({ status }: Response): Problem => ({
  type: 'about:blank',
  title: 'Refused',
  status,
  code: CODES[status] ?? 'refused',
  detail: 'The shop did not accept this request.',
});

const toRequest = ({ method = 'GET', headers = {}, body }: Call<unknown>, token: string | undefined): RequestInit => ({
  method,
  headers: {
    accept: 'application/json',
    ...headers,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  },
  signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** Makes calls on the site's own origin; a call refused as unauthenticated goes out once more with a new token. */
export const createSend =
  (fetch: typeof globalThis.fetch, tokens: Tokens): Send =>
  async (call) => {
    const sendWith = async (token: string | undefined): Promise<Response | undefined> =>
      call.signedIn && token === undefined ? undefined : fetch(call.path, toRequest(call, token));
    try {
      let response = await sendWith(call.signedIn ? await tokens.current() : undefined);
      if (call.signedIn && response?.status === 401) response = await sendWith(await tokens.renew());
      if (response === undefined || response.status === 401) return failed({ kind: 'signed-out' });
      return await read(response, call.schema);
    } catch {
      // The network, the time limit or the login: in any case there is no answer to tell of.
      return failed({ kind: 'no-answer' });
    }
  };
