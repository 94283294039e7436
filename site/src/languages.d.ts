// A language's file under a query, which makes it a chunk of its own (stores/load-words.ts).

declare module '*.ts?first' {
  import type { FirstWords } from './stores/languages.ts';

  export const LOCALE: FirstWords['LOCALE'];
  export const SITE_WORDS: FirstWords['SITE_WORDS'];
}

declare module '*.ts?later' {
  import type { LaterWords } from './stores/languages.ts';

  export const WORDS: LaterWords['WORDS'];
  export const LATER_WORDS: LaterWords['LATER_WORDS'];
  export const REASONS: LaterWords['REASONS'];
}
