import { useEffect, useRef } from 'preact/hooks';
import type { ActionOutcome } from './action-outcome.ts';

/** Tells how an action stands, and then how it ended. It takes the focus at first, as the button that began it may be gone. */
export const OutcomeNote = ({ outcome }: { outcome: ActionOutcome }) => {
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => note.current?.focus(), []);
  return (
    <p ref={note} role="status" tabIndex={-1} class={outcome.bad ? 'trouble' : 'outcome-note'}>
      {outcome.text}
    </p>
  );
};
