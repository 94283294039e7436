import type { ComponentChild } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { nextTask } from './next-task.ts';
import { isFirstPage } from './page.tsx';

/** How many of so many are shown by now: on the page that a document begins with, `step` more in each task, from the top; on later
 * ones all, as the browser may go back to where one had scrolled to. `first`: how many at once. */
export const useTurns = (total: number, step: number, first = step): number => {
  const [shown, setShown] = useState(isFirstPage() ? first : Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    if (shown >= total) return undefined;
    let isHere = true;
    void nextTask().then(() => {
      if (isHere) setShown(shown + step);
    });
    return () => {
      isHere = false;
    };
  }, [shown, shown >= total]);
  return shown;
};

/** Stands where parts are to come; the footer waits for them, or it would be seen to move. */
export const ToCome = () => <span class="to-come" hidden={true} />;

interface InTurnProps {
  /** How many are shown at once; none where it took long to make what they show. */
  first?: 0 | 1;
  children: readonly ComponentChild[];
}

/** Parts of a page, from the top, each shown in a task of its own when the page is the first one. */
export const InTurn = ({ first = 1, children }: InTurnProps) => {
  // Parts that are not there have no turn, and keep their places.
  const places = children.flatMap((child, index) => (child ? [index] : []));
  const shown = useTurns(places.length, 1, first);
  const isWhole = shown >= places.length;
  return (
    <>
      {isWhole ? children : children.slice(0, places[shown])}
      {!isWhole && <ToCome />}
    </>
  );
};
