import { oneLine } from './mail-text.ts';

/** Bytes of UTF-8 in one encoded word, which is at most 75 characters: 12 of them around four for each three bytes (RFC 2047, 2). */
const WORD_BYTES = 45;

const encodedWord = (text: string): string => `=?UTF-8?B?${btoa(String.fromCharCode(...utf8(text)))}?=`;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** In encoded words, none of which parts a character. */
const encoded = (name: string): string => {
  const words: string[] = [''];
  for (const character of name) {
    const longer = (words.at(-1) ?? '') + character;
    if (utf8(longer).length > WORD_BYTES) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words.map(encodedWord).join(' ');
};

/** An address with the name of whose it is, as a header carries it: quoted (RFC 5322, 3.2.4), or in encoded words where it is not
 * ASCII (RFC 2047), as SES asks. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export const mailboxOf = (name: string, address: string): string => {
  const plain = oneLine(name);
  const isAscii = /^[\x20-\x7e]*$/.test(plain);
  return `${isAscii ? `"${plain.replaceAll(/["\\]/g, '\\$&')}"` : encoded(plain)} <${address}>`;
};
