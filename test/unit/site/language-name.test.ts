import { describe, expect, it } from 'vitest';
import { languageName } from '../../../site/src/format/language-name.ts';

describe('the name of a language', () => {
  it.each([
    ['de', 'German'],
    ['en', 'English'],
    // Of four letters is no language; a record may hold any letters.
    ['abcd', 'abcd'],
  ])('of %s is %s', (tag, name) => {
    expect(languageName(tag)).toBe(name);
  });
});
