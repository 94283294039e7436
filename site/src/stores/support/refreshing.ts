import { type Polling, poll } from '../poll.ts';

/** Between two looks at a list that somebody sees. */
export const LIST_REFRESH_MS = 20_000;

/** Looks anew at a list that was just fetched, again and again while somebody sees it; returns what stops it. */
export const refreshing = (attention: Polling['attention'], refresh: () => Promise<void>): (() => void) => {
  let isFetched = true;
  return poll({ attention, delayAfter: () => LIST_REFRESH_MS }, async () => {
    if (!isFetched) await refresh();
    isFetched = false;
    return 'again';
  });
};
