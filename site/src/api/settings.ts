import * as z from 'zod';
import { countryCode } from '../../../lambdas/core/contract/address.ts';
import { shopSettingsSchema } from '../../../lambdas/core/contract/shop.ts';

const origin = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

/** `/config.json`, written at deployment. */
const settingsSchema = z.object({
  /** The user pool as issuer of tokens. */
  authority: origin,
  /** The site's client of the user pool. */
  clientId: z.string().min(1),
  /** The login's address: `/oauth2/authorize`, `/oauth2/token`, `/oauth2/revoke` and `/logout` are below it. */
  loginUrl: origin,
  /** Where the shop is, by its own name where it has one; absent from a version before. */
  siteUrl: origin.optional(),
  /** Whether the stage has a sender, so that customers get an e-mail about each order. */
  confirmations: z.boolean(),
  /** Where the stage delivers to. */
  deliveryCountries: z.array(countryCode).min(1),
  /** How the shop speaks to its customers, in its mails too. */
  shop: shopSettingsSchema,
});

/** The site's settings at run time. */
export type Settings = z.infer<typeof settingsSchema>;

/** The settings, or in a sentence for the deployer why there are none. */
export type LoadedSettings = { ok: true; settings: Settings } | { ok: false; reason: string };

const CONFIG = '/config.json';

const fetchConfig = async (fetch: typeof globalThis.fetch): Promise<Response | undefined> => {
  try {
    return await fetch(CONFIG);
  } catch {
    return undefined;
  }
};

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
};

/** Fetches and checks the settings. */
export const loadSettings = async (fetch: typeof globalThis.fetch): Promise<LoadedSettings> => {
  const response = await fetchConfig(fetch);
  if (response === undefined) return { ok: false, reason: `${CONFIG} could not be fetched: there was no answer.` };
  if (!response.ok) return { ok: false, reason: `${CONFIG} could not be fetched: the answer was ${response.status}.` };
  const settings = settingsSchema.safeParse(await readJson(response));
  if (settings.success) return { ok: true, settings: settings.data };
  const [issue] = settings.error.issues;
  return { ok: false, reason: `${CONFIG} is not valid: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.` };
};
