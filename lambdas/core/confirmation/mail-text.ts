import { UnusableAddress } from './errors.ts';
import { mailableAddress } from './mail-address.ts';

/** Line breaks and other controls, and what reverses the direction of the text around it. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text of a person as one line that stays within its place; markup is for the template to escape. */
export const oneLine = (text: string): string =>
  text.replaceAll(CONTROLS, ' ').replaceAll(DIRECTION_MARKS, '').replaceAll(/\s+/g, ' ').trim();

const NBSP = '\u00a0';

/** Widest that a line of plain text is, as RFC 5322 would have it. */
const WIDTH = 76;

const widthOf = (text: string): number => [...text].length;

/** One line broken at spaces, further ones under the text of a list's item; a word that is longer stays whole, as an address of
 * a page would lead nowhere otherwise. */
const wrapLine = (line: string): string => {
  if (widthOf(line) <= WIDTH) return line;
  const [indent = ''] = /^ *(?:- )?/.exec(line) ?? [];
  const further = ' '.repeat(indent.length);
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(' ')) {
    const isFirst = current === indent || current === further;
    if (!isFirst && widthOf(current) + 1 + widthOf(word) > WIDTH) {
      lines.push(current);
      current = further + word;
    } else {
      current += isFirst ? word : ` ${word}`;
    }
  }
  return [...lines, current].join('\n');
};

/** Plain text in lines that every mail program shows as they are; what is not to be parted has spaces that do not break, which
 * are ordinary ones afterwards. */
export const wrapText = (text: string): string => text.split('\n').map(wrapLine).join('\n').replaceAll(NBSP, ' ');

/** Letters that are written from right to left. */
const FROM_RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A name within a plain line, which keeps its own direction to itself (Unicode's isolates). */
export const isolated = (text: string): string => (FROM_RIGHT.test(text) ? `\u2068${text}\u2069` : text);

/** The address to send to; throws UnusableAddress, which does not repeat it, as it goes into the log. */
export const plainAddress = (text: string): string => {
  const address = mailableAddress(text);
  if (address === undefined) throw new UnusableAddress('the e-mail address of the order is not one plain address');
  return address;
};
