import { badRequest } from './errors.ts';

/** The plain address of `"Shop" <shop@example.com>` or `shop@example.com`. Throws BadRequestException for anything that
 * could be several addresses, or continue as another header. */
export const plainAddress = (given: string): string => {
  if (/[\r\n\0]/.test(given)) throw badRequest('Address contains control characters');
  const address = (/^(?:"(?:[^"\\]|\\.)*"|[^<>",@]*)\s*<([^<>]*)>$/.exec(given)?.[1] ?? given).trim();
  const at = address.lastIndexOf('@');
  if (at < 1 || !/^[^\s@,;<>()[\]\\"]+$/.test(address.slice(0, at))) throw badRequest(`Illegal address: ${given}`);
  const domain = address.slice(at + 1);
  if (!/^[^\s@,;<>()[\]\\"]+$/.test(domain)) throw badRequest(`Domain is malformed: ${given}`);
  // SES takes other scripts in Punycode only. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
  if (!/^\p{ASCII}*$/u.test(address)) throw badRequest(`Address contains characters outside ASCII: ${given}`);
  return address;
};

/** The domain of an address and the domains above it, nearest first: a verified domain covers all below it. */
export const domainsOf = (address: string): string[] => {
  const labels = address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.');
  return labels.map((_label, index) => labels.slice(index).join('.'));
};
