/** A local part without quotes or comments, in ASCII: SES takes no other (it does not support SMTPUTF8). */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Letters and digits of any script, which a domain is made of; a dot and a hyphen between them. */
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const MAX_LOCAL_LENGTH = 64;
const MAX_LENGTH = 254;

/** A domain as DNS knows it: letters outside ASCII become punycode (RFC 5891). */
const asciiDomain = (domain: string): string | undefined => {
  if (!WRITTEN_DOMAIN.test(domain) || !URL.canParse(`http://${domain}`)) return undefined;
  const { hostname } = new URL(`http://${domain}`);
  const labels = hostname.split('.');
  const isName = labels.length > 1 && labels.every((each) => LABEL.test(each)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return isName ? hostname : undefined;
};

/** The address as a mail can be sent to it, or undefined where none can: not one plain address, a local part outside ASCII, a
 * domain that is none. What SES would read as several addresses, or as a header, is none either.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html */
export const mailableAddress = (text: string): string | undefined => {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  if (local.length > MAX_LOCAL_LENGTH || !LOCAL_PART.test(local)) return undefined;
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === undefined || local.length + 1 + domain.length > MAX_LENGTH) return undefined;
  // A domain in ASCII stays as it is written, as the customer knows it.
  const written = text.slice(at + 1);
  return `${local}@${written.toLowerCase() === domain ? written : domain}`;
};
