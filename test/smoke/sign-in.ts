import { signIn } from 'local-aws/client';
import { z } from 'zod';
import { readyMadePeople } from '../../local/people.ts';
import { SmokeFailure } from './failure.ts';

/** What the pages read at run time. */
export const settingsSchema = z.object({ authority: z.url(), clientId: z.string(), loginUrl: z.url() });
export type SiteSettings = z.infer<typeof settingsSchema>;

/** An ID token on a laptop: the ready-made shopper, by the sign-in pages, as a browser would. */
export const signInByPages = async (siteUrl: string, settings: SiteSettings): Promise<string> => {
  const [shopper] = readyMadePeople;
  if (!shopper) throw new SmokeFailure('there are no ready-made people');
  const { loginUrl: loginOrigin, clientId } = settings;
  const { idToken } = await signIn({ loginOrigin, clientId, redirectUri: siteUrl, ...shopper });
  return idToken;
};
