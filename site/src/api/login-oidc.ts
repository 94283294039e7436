import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import * as z from 'zod';
import { GROUPS_CLAIM, roleIn } from '../../../lambdas/core/contract/identity.ts';
import type { Arrival, Person } from './login.ts';
import type { Settings } from './settings.ts';

const REQUEST_SECONDS = 10;

/** What keeps the session: its keys begin with the prefix. */
export interface SessionStorage {
  storage: Storage;
  prefix: string;
}

/** What goes to the login and comes back from it. */
const stateSchema = z.object({ returnTo: z.string().regex(/^\/(?!\/)/) });

const profileSchema = z.object({
  sub: z.string().min(1),
  email: z.string(),
  name: z.string().optional(),
  [GROUPS_CLAIM]: z.array(z.string()).default([]),
});

/** A manager for Cognito's endpoints. They are all told, so that nothing is discovered at a third origin: Cognito serves
 * its metadata from the issuer, not from the login's domain.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html */
export const createManager = (
  { authority, clientId, loginUrl }: Settings,
  siteUrl: string,
  { storage, prefix }: SessionStorage,
): UserManager =>
  new UserManager({
    authority,
    client_id: clientId,
    redirect_uri: siteUrl,
    response_type: 'code',
    scope: 'openid email profile',
    metadata: {
      issuer: authority,
      authorization_endpoint: `${loginUrl}/oauth2/authorize`,
      token_endpoint: `${loginUrl}/oauth2/token`,
      revocation_endpoint: `${loginUrl}/oauth2/revoke`,
    },
    automaticSilentRenew: true,
    // A network that carries nothing would else hold up whatever needs a token.
    requestTimeoutInSeconds: REQUEST_SECONDS,
    loadUserInfo: false,
    revokeTokenTypes: ['refresh_token'],
    userStore: new WebStorageStateStore({ prefix, store: storage }),
    stateStore: new WebStorageStateStore({ prefix, store: storage }),
  });

/** The person whom an ID token names. */
export const personOf = (user: User | null | undefined): Person | undefined => {
  const profile = profileSchema.safeParse(user?.profile);
  if (!profile.success) return undefined;
  const { sub, email, name, [GROUPS_CLAIM]: groups } = profile.data;
  const role = roleIn(new Set(groups));
  return { id: sub, email, ...(role && { role }), ...(name === undefined ? {} : { name }) };
};

const returnToOf = (state: unknown): string => {
  const parsed = stateSchema.safeParse(state);
  return parsed.success ? parsed.data.returnTo : '/';
};

/** Exchanges the code in the address. */
export const arriveFrom = async (manager: UserManager, url: URL): Promise<Arrival> => {
  try {
    const user = await manager.signinRedirectCallback(url.href);
    return { person: personOf(user), returnTo: returnToOf(user.state) };
  } catch (error) {
    // A refusal, a code that is used up (the page was reloaded), or an answer that this browser did not ask for.
    return { person: undefined, returnTo: returnToOf(error instanceof ErrorResponse ? error.state : undefined) };
  }
};

/** Renews by the refresh token. Undefined when the session is over, which is then forgotten here. Rejects, and keeps the
 * session to try again, when the login does not answer. */
export const renewUser = async (manager: UserManager, user: User | null): Promise<User | undefined> => {
  if (user === null) return undefined;
  try {
    // Without a refresh token the manager would try a hidden frame, which neither page allows.
    const renewed = user.refresh_token === undefined ? null : await manager.signinSilent();
    if (renewed !== null) return renewed;
  } catch (error) {
    if (!(error instanceof ErrorResponse)) throw error;
  }
  await manager.removeUser();
  return undefined;
};

/** Where Cognito ends its own session and comes back from: it takes its own parameters, not those of OpenID Connect.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html */
export const logoutUrlOf = ({ loginUrl, clientId }: Settings, siteUrl: string): string =>
  `${loginUrl}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: siteUrl })}`;
