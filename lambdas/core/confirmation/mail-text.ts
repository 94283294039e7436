import { UnusableAddress } from './errors.ts';
import { mailableAddress } from './mail-address.ts';

/** Line breaks and other controls, and what reverses the direction of the text around it. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text of a person as one line that stays within its place; markup is for the template to escape. */
export const oneLine = (text: string): string =>
  text.replaceAll(CONTROLS, ' ').replaceAll(DIRECTION_MARKS, '').replaceAll(/\s+/g, ' ').trim();

/** The address to send to; throws UnusableAddress, which does not repeat it, as it goes into the log. */
export const plainAddress = (text: string): string => {
  const address = mailableAddress(text);
  if (address === undefined) throw new UnusableAddress('the e-mail address of the order is not one plain address');
  return address;
};
