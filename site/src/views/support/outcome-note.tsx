import { useEffect, useRef } from 'preact/hooks';

/** How an action ended. */
export interface ActionOutcome {
  text: string;
  bad: boolean;
}

/** Tells how an action ended. It takes the focus, as the button that began it may be gone. */
export const OutcomeNote = ({ outcome }: { outcome: ActionOutcome }) => {
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => note.current?.focus(), [outcome]);
  return (
    <p ref={note} tabIndex={-1} class={outcome.bad ? 'trouble' : 'outcome-note'}>
      {outcome.text}
    </p>
  );
};
