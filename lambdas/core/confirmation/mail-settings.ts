import { contactOf, SHOP_NAME, type ShopSettings, shopSettingsSchema } from '../contract/shop.ts';
import { mailableAddress } from './mail-address.ts';
import { mailboxOf } from './mailbox.ts';

/** What mails say beside the order. */
export interface MailContent {
  shop: ShopSettings;
  /** Where the shop's site is. */
  siteUrl: string;
  /** How long after its processing a customer may cancel an order. */
  cancellationMinutes: number;
}

/** From whom mails go out, who reads the answers to them, and under which configuration set SES counts them. */
export interface Envelope {
  /** A mailbox of RFC 5322, in ASCII. */
  from: string;
  /** Absent where nobody reads answers. */
  replyTo?: string;
  configurationSet: string;
}

/** The environment of the function that sends mails, checked variable by variable already. */
interface MailEnvironment {
  SENDER_ADDRESS: string;
  CONFIGURATION_SET: string;
  SITE_URL: string;
  SHOP_SETTINGS: string;
  CANCELLATION_MINUTES: string;
}

/** Where answers go: to the contact, where that is an address that a mail can be sent to. */
const replyToOf = (shop: ShopSettings): string | undefined => {
  const contact = contactOf(shop);
  return contact?.kind === 'mail' ? mailableAddress(contact.text) : undefined;
};

/** What mails say, by the environment. Throws where the shop's settings are none. */
export const readMailContent = (
  env: Pick<MailEnvironment, 'SITE_URL' | 'SHOP_SETTINGS' | 'CANCELLATION_MINUTES'>,
): MailContent => ({
  shop: shopSettingsSchema.parse(JSON.parse(env.SHOP_SETTINGS)),
  siteUrl: env.SITE_URL,
  cancellationMinutes: Number(env.CANCELLATION_MINUTES),
});

/** The mailbox that mails come from, of an address. */
export const senderOf = (address: string): string => mailboxOf(SHOP_NAME, address);

/** What the function that sends mails is told by its environment. Throws where the shop's settings are none. */
export const readMailSettings = (env: MailEnvironment): { content: MailContent; envelope: Envelope } => {
  const content = readMailContent(env);
  const replyTo = replyToOf(content.shop);
  return {
    content,
    envelope: {
      from: senderOf(env.SENDER_ADDRESS),
      configurationSet: env.CONFIGURATION_SET,
      ...(replyTo !== undefined && { replyTo }),
    },
  };
};
