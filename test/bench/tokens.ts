import type { Running } from 'local-aws/client';
import { signInAs } from '../../local/sign-in-as.ts';

/** A third of what an ID token lasts: a run may take longer than one. */
const RENEW_AFTER_MS = 5 * 60_000;

/** ID tokens of the ready-made people, renewed in time. */
export const createTokens = (running: Running): ((email: string) => Promise<string>) => {
  const tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
  return (email) => {
    const known = tokens.get(email);
    if (known && Date.now() < known.until) return known.token;
    const token = signInAs(running, email);
    tokens.set(email, { token, until: Date.now() + RENEW_AFTER_MS });
    // One that failed is asked for again.
    token.catch(() => tokens.delete(email));
    return token;
  };
};
