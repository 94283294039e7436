import type { Failure } from '../api/answer.ts';
import { sayFailure } from './failure-words.ts';
import { useShop } from './shop-context.ts';
import { useWords } from './words.tsx';

/** Says why something cannot be shown: offline, that it was not kept on this device. */
export const useSayFailure = (): ((failure: Failure) => string) => {
  const words = useWords();
  const { online } = useShop();
  const isOffline = !online.value;
  return (failure) =>
    isOffline && failure.kind === 'no-answer' ? words.say('failure.offline') : sayFailure(words, failure);
};
