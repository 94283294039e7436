const hex = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** Longest line of quoted-printable, without its soft break (RFC 2045, 6.7). */
const LINE = 75;

/** Text as quoted-printable: readable as far as it is ASCII. */
export const quotedPrintable = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const encoded = [...Buffer.from(line)].map((byte, index, bytes) => {
        const isSpaceAtEnd = index === bytes.length - 1 && (byte === 0x20 || byte === 0x09);
        const isPlain = (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d) || byte === 0x09;
        return isPlain && !isSpaceAtEnd ? String.fromCharCode(byte) : hex(byte);
      });
      const lines = [''];
      for (const unit of encoded) {
        const last = lines.at(-1) ?? '';
        if (last.length + unit.length > LINE) lines.push(unit);
        else lines[lines.length - 1] = last + unit;
      }
      return lines.join('=\r\n');
    })
    .join('\r\n');

/** A header's value; what is not ASCII as encoded words of at most 75 characters (RFC 2047). */
export const headerValue = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [''];
  for (const character of text) {
    const word = (words.at(-1) ?? '') + character;
    if (Buffer.byteLength(word) > 39) words.push(character);
    else words[words.length - 1] = word;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
};
