import type { ShopConfig } from '../../../shop-config.ts';
import { type Finding, ok, warning } from '../finding.ts';

/** Names that belong to nobody (RFC 2606). */
const RESERVED = /(^|[.@/])(example\.(com|net|org)|[^.]+\.(example|invalid|test)|example|invalid|test|localhost)$/;

/** Whose the contact is: the domain of an address, or the host of a page. */
const domainOf = (contact: string): string =>
  URL.canParse(contact) ? new URL(contact).hostname : contact.slice(contact.indexOf('@') + 1).toLowerCase();

/** Whether mails and pages tell customers how to reach a person, and who runs the shop. */
export const checkContact = ({ contact, legalLines, translations = {} }: ShopConfig): Finding => {
  if (contact === undefined) {
    return warning(
      'no mail and no page tells customers how to reach a person',
      'give an address or a page: -c contact=...',
    );
  }
  if (RESERVED.test(domainOf(contact))) {
    return warning(`customers are sent to ${contact}, which is nobody’s`, 'give one that people read: -c contact=...');
  }
  const isNamed = legalLines.length > 0 || Object.values(translations).some((notes) => notes.legalLines?.length);
  if (!isNamed) {
    return warning(
      `customers reach ${contact}, but no mail and no page says who runs the shop, as the law of many countries wants`,
      'give the lines, parted by |: -c legalLines="NAME, ADDRESS|REGISTER, TAX NUMBER"',
    );
  }
  const translated = Object.entries(translations).flatMap(([language, { legalLines: lines }]) =>
    lines ? [`, and ${lines.length} in ${language}`] : [],
  );
  return ok(`customers reach ${contact}; ${legalLines.length} legal lines${translated.join('')}`);
};
