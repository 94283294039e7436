import { type ReadonlySignal, signal } from '@preact/signals';
import type { Login, Person } from '../api/login.ts';

/** Whether somebody is signed in. */
export type SessionState =
  | { status: 'checking' }
  | { status: 'signed-out' }
  | { status: 'leaving' }
  | { status: 'signed-in'; person: Person };

/** The shopper's session. */
export interface Session {
  readonly state: ReadonlySignal<SessionState>;
  /** Whether the last try to sign in or out came to nothing. */
  readonly failed: ReadonlySignal<boolean>;
  /** Takes up the session when the site is opened; the path to show instead, when it was opened by the login. */
  start(url: URL): Promise<string | undefined>;
  /** Looks anew who is signed in: the page was left and is shown again. */
  resume(): Promise<void>;
  /** Leaves for the login, to come back to `returnTo`. */
  signIn(returnTo: string): Promise<void>;
  signOut(): Promise<void>;
}

const stateOf = (person: Person | undefined): SessionState =>
  person === undefined ? { status: 'signed-out' } : { status: 'signed-in', person };

/** A session at the hosted login; `onSignOut` forgets what is the shopper's own. */
export const createSession = (login: Login, onSignOut: () => Promise<void>): Session => {
  const state = signal<SessionState>({ status: 'checking' });
  const failed = signal(false);
  login.onChange((person) => {
    // While the page is being left it must not look, for a moment, as if something else was to be done.
    if (state.peek().status !== 'leaving') state.value = stateOf(person);
  });

  const resume = async (): Promise<void> => {
    state.value = stateOf(await login.restore().catch(() => undefined));
  };
  const arrive = async (url: URL): Promise<string> => {
    const { person, returnTo } = await login.arrive(url).catch(() => ({ person: undefined, returnTo: '/' }));
    if (person === undefined) {
      await resume();
      failed.value = state.peek().status !== 'signed-in';
    } else {
      state.value = stateOf(person);
    }
    return returnTo;
  };
  const leave = async (go: () => Promise<void>): Promise<void> => {
    const before = state.peek();
    failed.value = false;
    state.value = { status: 'leaving' };
    try {
      await go();
    } catch {
      state.value = before;
      failed.value = true;
    }
  };

  return {
    state,
    failed,
    start: async (url) => {
      if (login.isArrival(url)) return arrive(url);
      void resume();
      return undefined;
    },
    resume,
    signIn: (returnTo) => leave(() => login.signIn(returnTo)),
    signOut: () => leave(() => login.signOut(onSignOut)),
  };
};
