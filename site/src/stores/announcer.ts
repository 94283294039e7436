import { type ReadonlySignal, signal } from '@preact/signals';

/** Tells people who cannot see the page what changed on it. */
export interface Announcer {
  readonly text: ReadonlySignal<string>;
  say(text: string): void;
}

const NO_BREAK_SPACE = '\u00a0';

/** An announcer whose text the one live region of the page shows. */
export const createAnnouncer = (): Announcer => {
  const text = signal('');
  return {
    text,
    say: (next) => {
      // The same words again would be no change, and not be read.
      text.value = text.peek() === next ? next + NO_BREAK_SPACE : next;
    },
  };
};
