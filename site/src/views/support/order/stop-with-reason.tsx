import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer } from '../../../api/answer.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { OutcomeNote } from '../../outcome-note.tsx';
import { sayFailure } from '../english.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

interface StopWithReasonProps {
  running: boolean;
  /** What the buttons say: here, and in the dialog. */
  action: string;
  title: string;
  /** What is told once it is done. */
  done: string;
  stop: (reason: string) => Promise<Answer<unknown>>;
  /** What stopping does, before it is done. */
  children: ComponentChildren;
}

/** Stops something that runs; nothing where it does not, but what came of the wish. */
export const StopWithReason = ({ running, action, title, done, stop, children }: StopWithReasonProps) => {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ActionOutcome>();
  const goAhead = async (reason: string): Promise<void> => {
    setAsked(false);
    setBusy(true);
    const answer = await stop(reason);
    setBusy(false);
    setOutcome(answer.ok ? { text: done, bad: false } : { text: sayFailure(answer.failure), bad: true });
  };
  return (
    <>
      {running && (
        <div class="remedy-buttons">
          <button type="button" class="button" aria-disabled={busy} onClick={() => busy || setAsked(true)}>
            {action}
          </button>
        </div>
      )}
      {outcome && <OutcomeNote outcome={outcome} />}
      {asked && (
        <ReasonDialog title={title} action={action} reader="staff" onConfirm={goAhead} onCancel={() => setAsked(false)}>
          {children}
        </ReasonDialog>
      )}
    </>
  );
};
