import { isDeepStrictEqual } from 'node:util';

type Texts = Readonly<Record<string, string>>;

/** Whether what is asked for again is there already: what was not set has its default, and JSON is compared by what it says. */
export const sameAttributes = (asked: Texts, existing: Texts, defaults: Texts): boolean =>
  Object.entries(asked).every(([name, value]) => {
    const has = existing[name] ?? defaults[name] ?? '';
    return has === value || isDeepStrictEqual(meaning(has), meaning(value));
  });

const meaning = (text: string): unknown => {
  try {
    return JSON.parse(text.toLowerCase() === 'true' || text.toLowerCase() === 'false' ? text.toLowerCase() : text);
  } catch {
    return text;
  }
};
