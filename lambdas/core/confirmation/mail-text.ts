import { UnusableAddress } from './errors.ts';

/** Line breaks and other controls, and what reverses the direction of the text around it. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text of a person as one line that stays within its place; markup is for the template to escape. */
export const oneLine = (text: string): string =>
  text.replaceAll(CONTROLS, ' ').replaceAll(DIRECTION_MARKS, '').replaceAll(/\s+/g, ' ').trim();

/** One address without display name, comment or list: what SES would read as several, or as a header, is refused. */
const PLAIN_ADDRESS = /^[^\s@,;:<>()[\]\\"\p{Cc}]+@[^\s@,;:<>()[\]\\"\p{Cc}]+$/u;

/** Checks that a text is one plain address; throws UnusableAddress, which does not repeat it, as it goes into the log. */
export const plainAddress = (text: string): string => {
  if (!PLAIN_ADDRESS.test(text)) throw new UnusableAddress('the e-mail address of the order is not one plain address');
  return text;
};
