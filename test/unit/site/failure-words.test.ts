import { describe, expect, it } from 'vitest';
import { SHOP_ROUTES } from '../../../lambdas/contract/shop-routes.ts';
import * as de from '../../../lambdas/core/contract/languages/de.ts';
import * as en from '../../../lambdas/core/contract/languages/en.ts';
import { wordsOf } from '../../../site/src/stores/languages.ts';
import { sayFailure } from '../../../site/src/views/failure-words.ts';
import { problem } from '../../helpers/order-life.ts';

const [english, german] = [wordsOf('en', en, en), wordsOf('de', de, de)];

const CODES = new Set([
  ...['throttled', 'unavailable', 'internal-error'],
  ...Object.values(SHOP_ROUTES).flatMap(({ problems }) => problems),
]);

describe('a problem of a call that shoppers make', () => {
  it.each([...CODES])('has words in each language by its code: %s', (code) => {
    const said = [english, german].map((words) => sayFailure(words, problem(409, code)));
    expect(said[0]).not.toContain('Detail of');
    expect(said[1]).not.toContain('Detail of');
    expect(said[1]).not.toBe(german.say('failure.other'));
    expect(said[0]).not.toBe(said[1]);
  });

  it('of a code that nobody knows is told in the API’s words on an English page alone', () => {
    const failure = problem(400, 'brand-new');
    expect([english, german].map((words) => sayFailure(words, failure))).toEqual([
      'Detail of brand-new.',
      german.say('failure.other'),
    ]);
  });

  it('is never empty where only the words of the frame are here', () => {
    expect(sayFailure(wordsOf('de', de), problem(404, 'order-not-found'))).toBe(german.say('failure.other'));
  });
});
