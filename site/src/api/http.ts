import type * as z from 'zod';
import { problemSchema } from '../../../lambdas/core/contract/api.ts';
import { type Answer, failed } from './answer.ts';

/** Longer than the 10 s that the functions may take, so that their answer, or the gateway's, is waited for. */
const TIMEOUT_MILLISECONDS = 15_000;

/** Where the ID tokens for calls come from. */
export interface Tokens {
  /** A token that is valid now; undefined when nobody is signed in. Rejects when the login does not answer. */
  current(): Promise<string | undefined>;
  /** A new token after a refusal; undefined, and the session over, when there is none. Rejects as above. */
  renew(): Promise<string | undefined>;
}

/** A call to the API. */
export interface Call<T> {
  path: string;
  /** What a good answer's body must be. */
  schema: z.ZodType<T>;
  /** Whether it goes out with the shopper's token. */
  signedIn: boolean;
  method?: 'GET' | 'POST' | 'DELETE';
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

/** What it means when something before the API answers, in a way of its own: the gateway, or what is before that. */
const CODES: Readonly<Record<number, string>> = {
  429: 'throttled',
  503: 'unavailable',
};

const read = async <T>(response: Response, schema: z.ZodType<T>): Promise<Answer<T>> => {
  const body = await readJson(response);
  if (response.ok) {
    const value = schema.safeParse(body);
    return value.success ? { ok: true, value: value.data } : failed({ kind: 'not-understood' });
  }
  const problem = problemSchema.safeParse(body);
  if (problem.success) return failed({ kind: 'problem', problem: problem.data });
  const code = CODES[response.status];
  if (code === undefined) return failed({ kind: 'not-understood' });
  const { status } = response;
  return failed({ kind: 'problem', problem: { type: 'about:blank', title: code, status, code, detail: code } });
};

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
