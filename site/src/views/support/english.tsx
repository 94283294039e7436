import type { ComponentChildren } from 'preact';
import * as en from '../../../../lambdas/core/contract/languages/en.ts';
import type { Failure } from '../../api/answer.ts';
import { wordsOf } from '../../stores/languages.ts';
import { sayFailure as sayFailureIn } from '../failure-words.ts';
import { WordsContext } from '../words.tsx';

const ENGLISH = wordsOf('en', en, en);

/** What shoppers' pages say, as support's pages quote it. */
export const say = ENGLISH.say;

/** Problems that mean the same to staff as to shoppers. */
const COMMON = new Set(['throttled', 'unavailable', 'internal-error', 'record-unreadable', 'order-not-found']);

/** A failure of a call in words for staff: mostly the API's own, which know more. */
export const sayFailure = (failure: Failure): string =>
  failure.kind === 'problem' && !COMMON.has(failure.problem.code)
    ? failure.problem.detail
    : sayFailureIn(ENGLISH, failure);

/** A part of the page that is in English, whatever the language of the shopper's pages. */
export const English = ({ children }: { children: ComponentChildren }) => (
  <WordsContext.Provider value={ENGLISH}>
    <div class="english" lang="en">
      {children}
    </div>
  </WordsContext.Provider>
);
