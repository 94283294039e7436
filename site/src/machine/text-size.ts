/** How wide text is drawn, in units of its size: generous, as it must fit in every font that a system may have. */
const WIDE = /[A-Z@%&mw=<>+~#$]/;
const NARROW = /[ijlft.,:;'|!()[\] -]/;
const widthOfCharacter = (character: string): number => {
  if (character > '\u2e80') return 1.05;
  if (WIDE.test(character)) return 0.86;
  return NARROW.test(character) ? 0.42 : 0.67;
};

/** The width of a line of text in pixels, at a font size in pixels; never less than what is drawn. */
export const textWidth = (text: string, fontSize: number): number =>
  [...text].reduce((width, character) => width + widthOfCharacter(character), 0) * fontSize;

/** Where names may be broken: before a capital that begins a word, after a sign between words. */
const partsOf = (text: string): string[] =>
  text.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[\s_\-./:])/).filter((part) => part !== '');

/** A part that is longer than a line on its own is broken anywhere. */
const broken = (part: string, fontSize: number, maxWidth: number): string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const character of part) {
    if (piece !== '' && textWidth(piece + character, fontSize) > maxWidth) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
};

/** Breaks text into lines of at most `maxWidth` pixels. */
export const wrap = (text: string, fontSize: number, maxWidth: number): string[] => {
  const lines: string[] = [];
  for (const part of partsOf(text).flatMap((part) => broken(part, fontSize, maxWidth))) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth((last + part).trimEnd(), fontSize) <= maxWidth) {
      lines[lines.length - 1] = last + part;
    } else {
      lines.push(part);
    }
  }
  // A space at the end is not drawn, and keeps the words apart for those who hear them.
  return lines.map((line) => line.trimStart());
};

const ELLIPSIS = '…';

/** The beginning of a text that fits into `maxWidth` pixels, with an ellipsis where something is left out. */
export const shorten = (text: string, fontSize: number, maxWidth: number): string => {
  if (textWidth(text, fontSize) <= maxWidth) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(characters.join('') + ELLIPSIS, fontSize) > maxWidth) characters.pop();
  return characters.join('').trimEnd() + ELLIPSIS;
};
