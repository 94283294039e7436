import type { SupportRole } from '../../../lambdas/core/contract/identity.ts';
import type { Tokens } from './http.ts';

/** Who is signed in, as the ID token says. */
export interface Person {
  /** The customer's id. */
  id: string;
  email: string;
  name?: string;
  /** What they may do on support's pages, as far as the page is concerned: what they may do at all the API decides. */
  role?: SupportRole;
}

/** How coming back from the login page went, and where the shopper was before. */
export interface Arrival {
  person: Person | undefined;
  /** A path of this site. */
  returnTo: string;
}

/** The hosted login: authorization code with PKCE, and refresh tokens for renewal. */
export interface Login extends Tokens {
  /** Whether an address is the login's answer to a sign-in. */
  isArrival(url: URL): boolean;
  /** Takes the login's answer; nobody is signed in when it is none that this browser waits for, or a refusal. */
  arrive(url: URL): Promise<Arrival>;
  /** The person signed in since an earlier visit. */
  restore(): Promise<Person | undefined>;
  /** Leaves for the login page, to come back to a path of this site. Rejects when the page cannot be left. */
  signIn(returnTo: string): Promise<void>;
  /** Ends the session here, has forgotten what was the person's own, and leaves for the login to end the session there, too; offline
   * that is done once the login can be reached. */
  signOut(forget: () => Promise<void>): Promise<void>;
  /** Calls when somebody is signed in or out, also in another tab. */
  onChange(listener: (person: Person | undefined) => void): void;
}
