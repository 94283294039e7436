import { effect, type ReadonlySignal, untracked } from '@preact/signals';

/** Whether anybody looks. */
export interface Attention {
  present(): boolean;
  /** Calls when that changes, until the function returned is called. */
  watch(onChange: () => void): () => void;
}

/** What polling needs. */
export interface Polling {
  attention: Attention;
  /** Milliseconds to wait after the `attempt`th look, from 0. */
  delayAfter(attempt: number): number;
}

/** Looks at once, then again and again until a look says that it was the last one. Nothing happens while nobody looks;
 * when somebody does again, it starts over with short waits. Returns what stops it. */
export const poll = ({ attention, delayAfter }: Polling, look: () => Promise<'again' | 'done'>): (() => void) => {
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let ended = false;

  const end = (): void => {
    ended = true;
    clearTimeout(timer);
    unwatch();
  };
  const run = async (): Promise<void> => {
    if (ended || looking || !attention.present()) return;
    looking = true;
    const outcome = await look();
    looking = false;
    if (ended) return;
    if (outcome === 'done') {
      end();
      return;
    }
    timer = setTimeout(run, delayAfter(attempt));
    attempt += 1;
  };
  const unwatch = attention.watch(() => {
    clearTimeout(timer);
    attempt = 0;
    void run();
  });

  void run();
  return end;
};

/** Looks again and again as long as it is needed; returns what ends that. */
export const pollWhile = (
  needed: ReadonlySignal<boolean>,
  polling: Polling,
  look: () => Promise<unknown>,
): (() => void) =>
  effect(() => {
    if (!needed.value) return undefined;
    return untracked(() =>
      poll(polling, async () => {
        await look();
        return 'again';
      }),
    );
  });

/** Polling that somebody starts and stops, and that may begin anew with short waits. */
export interface Restartable {
  /** Begins to look; returns what stops it. */
  start(): () => void;
  /** Looks anew, where it is started. */
  restart(): void;
}

/** Makes such a polling; `onRestart` is called before it looks anew. */
export const restartable = (
  polling: Polling,
  look: () => Promise<'again' | 'done'>,
  onRestart: (started: boolean) => void = () => {},
): Restartable => {
  let stop = (): void => {};
  let started = false;
  const restart = (): void => {
    stop();
    onRestart(started);
    stop = started ? poll(polling, look) : () => {};
  };
  return {
    restart,
    start: () => {
      started = true;
      restart();
      return () => {
        started = false;
        stop();
      };
    },
  };
};
