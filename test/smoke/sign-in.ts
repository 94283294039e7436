import { signIn } from 'local-aws/client';
import { z } from 'zod';
import { readyMadePeople } from '../../local/people.ts';
import { SmokeFailure } from './failure.ts';

/** A test user of the pool, and the client through which it may sign in with its password. */
export interface SmokeUser {
  readonly clientId: string;
  readonly email: string;
  readonly password: string;
}

/** What the pages read at run time. */
export const settingsSchema = z.object({ authority: z.url(), clientId: z.string(), loginUrl: z.url() });
export type SiteSettings = z.infer<typeof settingsSchema>;

const answerSchema = z.object({ AuthenticationResult: z.object({ IdToken: z.string() }) });

/** An ID token for the test user, by InitiateAuth, which needs no credentials of AWS. */
export const signInByPassword = async ({ authority }: SiteSettings, user: SmokeUser): Promise<string> => {
  const response = await fetch(new URL('/', authority), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: user.clientId,
      AuthParameters: { USERNAME: user.email, PASSWORD: user.password },
    }),
  });
  const text = await response.text();
  const answer = response.ok ? answerSchema.safeParse(JSON.parse(text)) : undefined;
  if (!answer?.success) throw new SmokeFailure(`${user.email} could not sign in: ${response.status} ${text}`);
  return answer.data.AuthenticationResult.IdToken;
};

/** An ID token on a laptop: the ready-made shopper, by the sign-in pages, as a browser would. */
export const signInByPages = async (siteUrl: string, settings: SiteSettings): Promise<string> => {
  const [shopper] = readyMadePeople;
  if (!shopper) throw new SmokeFailure('there are no ready-made people');
  const { loginUrl: loginOrigin, clientId } = settings;
  const { idToken } = await signIn({ loginOrigin, clientId, redirectUri: siteUrl, ...shopper });
  return idToken;
};
