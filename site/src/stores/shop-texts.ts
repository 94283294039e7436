import { type ReadonlySignal, signal } from '@preact/signals';
import type { ShopTexts } from '../../../lambdas/core/contract/texts.ts';
import type { Failure } from '../api/answer.ts';
import { fetchTexts } from '../api/texts.ts';

/** What the shop must tell by law, or why that is not known. */
type TextsState =
  | { status: 'loading' }
  | { status: 'ready'; texts: ShopTexts }
  | { status: 'failed'; failure: Failure };

/** What these texts are made of. */
export interface ShopTextsParts {
  fetch: typeof globalThis.fetch;
}

/** What the shop must tell by law. */
interface ShopTextsStore {
  readonly state: ReadonlySignal<TextsState>;
  load(): Promise<void>;
}

/** The texts in the language of a locale, once they are loaded. */
export const createShopTexts = ({ fetch }: ShopTextsParts, locale: string): ShopTextsStore => {
  const state = signal<TextsState>({ status: 'loading' });
  return {
    state,
    load: async () => {
      state.value = { status: 'loading' };
      const answer = await fetchTexts(fetch, new Intl.Locale(locale).language);
      state.value = answer.ok
        ? { status: 'ready', texts: answer.value }
        : { status: 'failed', failure: answer.failure };
    },
  };
};
