import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type BulkAction, type BulkItem, MAX_BULK_ITEMS } from '../../../../../lambdas/core/contract/bulk.ts';
import { countOf } from '../../../format/count.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { OutcomeNote } from '../../outcome-note.tsx';
import { sayFailure } from '../english.tsx';
import { useSupport } from '../support-context.ts';

interface BulkStartProps {
  /** As they are shown; of more than one bulk may take, the first. */
  items: readonly BulkItem[];
  action: BulkAction;
  /** What these orders are, for those who hear the buttons apart from the list: “failed at PersistOrder”. */
  name: string;
}

const sayAll = (action: BulkAction, count: number): string =>
  action === 'redrive' ? `Redrive all ${count}` : `Send ${countOf(count, 'mail', 'mails')} again`;

const Effect = ({ action, tryFirst, count }: { action: BulkAction; tryFirst: boolean; count: number }) => (
  <>
    {tryFirst && (
      <p>The first one is done and followed to its end. Only where that is good, the other {count - 1} are done.</p>
    )}
    {action === 'redrive' ? (
      <p>
        Each goes on from the state at which it failed. While the cause is still there, each fails again, and is told
        so.
      </p>
    ) : (
      <>
        <p>
          Each goes to the address of its order, if it is the one that tells how the order stands. It is followed until
          it is delivered or comes back.
        </p>
        <p>
          SES does not try an address that bounced or complained before while it is on its suppression list: such a mail
          comes back at once, and is in the list of mails again.
        </p>
      </>
    )}
    <p>Four are done at a time. It can be stopped, and each order’s page tells of it.</p>
  </>
);

/** Begins something with many orders: one is tried first, unless all are wanted at once. Leads to the page that shows its progress. */
export const BulkStart = ({ items, action, name }: BulkStartProps) => {
  const support = useSupport();
  const { route } = useLocation();
  const [asked, setAsked] = useState<'first' | 'all'>();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ActionOutcome>();
  const wanted = items.slice(0, MAX_BULK_ITEMS);
  const count = wanted.length;
  const all = sayAll(action, count);
  const start = async (tryFirst: boolean): Promise<void> => {
    setAsked(undefined);
    setBusy(true);
    const answer = await support.startBulk({ action, items: wanted, tryFirst });
    setBusy(false);
    if (answer.ok) route(`/support/bulk/${answer.value.id}`);
    else setOutcome({ text: sayFailure(answer.failure), bad: true });
  };
  if (count === 0) return null;
  return (
    <>
      <div class="remedy-buttons">
        <button type="button" class="button primary" aria-disabled={busy} onClick={() => busy || setAsked('first')}>
          Try one first<span class="visually-hidden">, {name}</span>
        </button>
        <button type="button" class="button" aria-disabled={busy} onClick={() => busy || setAsked('all')}>
          {all}
          <span class="visually-hidden">, {name}</span>
        </button>
      </div>
      {items.length > count && (
        <p class="muted small-text">
          {countOf(count, 'is', 'are')} the most at once; the other {items.length - count} come after.
        </p>
      )}
      {outcome && <OutcomeNote outcome={outcome} />}
      {asked !== undefined && (
        <ConfirmDialog
          title={asked === 'first' ? `Try one, then the rest of ${count}?` : `${all}?`}
          action={asked === 'first' ? 'Try one first' : all}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => start(asked === 'first')}
        >
          <Effect action={action} tryFirst={asked === 'first' && count > 1} count={count} />
        </ConfirmDialog>
      )}
    </>
  );
};
