import { readFileSync, writeFileSync } from 'node:fs';

/** The text with what stands between `<!-- name -->` and `<!-- /name -->` replaced. Throws where there is no such place. */
export const withBetween = (text: string, name: string, content: string): string => {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`there is no place for ${begin}`);
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
};

/** Replaces it in a file. */
export const replaceBetween = (file: string, name: string, content: string): void =>
  writeFileSync(file, withBetween(readFileSync(file, 'utf8'), name, content));
