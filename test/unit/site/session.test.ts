import { describe, expect, it, vi } from 'vitest';
import type { Arrival, Login, Person } from '../../../site/src/api/login.ts';
import { createSession } from '../../../site/src/stores/session.ts';

const ada: Person = { id: 'ada', email: 'ada@example.com' };

const createLogin = (parts: Partial<Login> = {}): Login & { tell(person: Person | undefined): void } => {
  const listeners: ((person: Person | undefined) => void)[] = [];
  return {
    isArrival: ({ searchParams }) => searchParams.has('code'),
    arrive: async (): Promise<Arrival> => ({ person: ada, returnTo: '/checkout' }),
    restore: async () => undefined,
    signIn: async () => {},
    signOut: (forget) => forget(),
    current: async () => undefined,
    renew: async () => undefined,
    onChange: (listener) => {
      listeners.push(listener);
    },
    tell: (person) => {
      for (const listener of listeners) listener(person);
    },
    ...parts,
  };
};

const arrival = new URL('https://shop.example/?code=c&state=s');
const visit = new URL('https://shop.example/orders');

describe('the session', () => {
  it('is taken up from an earlier visit', async () => {
    const session = createSession(createLogin({ restore: async () => ada }), async () => {});
    expect(await session.start(visit)).toBeUndefined();
    await vi.waitUntil(() => session.state.value.status !== 'checking');
    expect(session.state.value).toEqual({ status: 'signed-in', person: ada });
  });

  it('begins with the login’s answer and leads back to where the shopper was', async () => {
    const session = createSession(createLogin(), async () => {});
    expect(await session.start(arrival)).toBe('/checkout');
    expect(session.state.value).toEqual({ status: 'signed-in', person: ada });
    expect(session.failed.value).toBe(false);
  });

  it('tells of a sign-in that did not work out', async () => {
    const login = createLogin({ arrive: async () => ({ person: undefined, returnTo: '/orders' }) });
    const session = createSession(login, async () => {});
    expect(await session.start(arrival)).toBe('/orders');
    expect(session.state.value).toEqual({ status: 'signed-out' });
    expect(session.failed.value).toBe(true);
  });

  it('is not troubled by an answer of the login that is opened again', async () => {
    const login = createLogin({
      arrive: async () => Promise.reject(new Error('No matching state')),
      restore: async () => ada,
    });
    const session = createSession(login, async () => {});
    expect(await session.start(arrival)).toBe('/');
    expect(session.state.value.status).toBe('signed-in');
    expect(session.failed.value).toBe(false);
  });

  it('follows the login: another tab signs in, and out', () => {
    const login = createLogin();
    const session = createSession(login, async () => {});
    login.tell(ada);
    expect(session.state.value.status).toBe('signed-in');
    login.tell(undefined);
    expect(session.state.value.status).toBe('signed-out');
  });

  it('stays as it was when the login cannot be reached', async () => {
    const session = createSession(
      createLogin({ signIn: async () => Promise.reject(new TypeError('Failed to fetch')) }),
      async () => {},
    );
    await session.start(visit);
    await vi.waitUntil(() => session.state.value.status === 'signed-out');
    await session.signIn('/orders');
    expect(session.state.value).toEqual({ status: 'signed-out' });
    expect(session.failed.value).toBe(true);
  });

  it('forgets what is the shopper’s own at sign-out', async () => {
    const forget = vi.fn(async () => {});
    await createSession(createLogin(), forget).signOut();
    expect(forget).toHaveBeenCalledOnce();
  });
});
