import { useState } from 'preact/hooks';
import type { AttentionItem, FailureGroup } from '../../../../../lambdas/core/contract/attention.ts';
import { type BulkItem, MAX_BULK_ITEMS } from '../../../../../lambdas/core/contract/bulk.ts';
import type { FailureList } from '../../../stores/support/failure-list.ts';
import { BulkStart } from '../bulk/bulk-start.tsx';
import type { GroupActions } from './failure-group.tsx';

/** What is redriven of a failure: the execution that failed. */
const toBulkItem = ({ orderId, execution }: AttentionItem): BulkItem => ({
  orderId,
  ...(execution && { machine: execution.machine }),
  ...(execution?.status === 'ABORTED' && { aborted: true }),
});

/** An order is in a bulk once; one that failed again while pages were fetched is shown twice. */
const eachOnce = (items: readonly AttentionItem[]): readonly AttentionItem[] => [
  ...new Map(items.map((item) => [item.orderId, item])).values(),
];

interface RedriveProps {
  group: FailureGroup;
  members: FailureList;
  shown: readonly AttentionItem[];
}

/** Redrives the failures of one cause that are chosen, or all that are shown; those that are not shown are fetched first. */
const Redrive = ({ group, members, shown }: RedriveProps) => {
  const [busy, setBusy] = useState(false);
  const chosen = shown.filter(({ execution }) => execution && members.selected.value.has(execution.name));
  const items = eachOnce(chosen.length > 0 ? chosen : shown).map(toBulkItem);
  const isWhole = shown.length >= Math.min(group.count, MAX_BULK_ITEMS);
  const showAll = async (): Promise<void> => {
    setBusy(true);
    await members.upTo(MAX_BULK_ITEMS);
    setBusy(false);
  };
  return (
    <>
      {!isWhole && (
        <button type="button" class="button small" aria-disabled={busy} onClick={() => busy || void showAll()}>
          {busy ? 'Looking up all …' : `Show all ${group.count}`}
        </button>
      )}
      <BulkStart items={items} action="redrive" name={`that failed at ${group.state ?? 'an unknown state'}`} />
    </>
  );
};

/** What support can do with the failures of one cause. */
export const redriveGroup: GroupActions = (group, members, shown) => (
  <Redrive group={group} members={members} shown={shown} />
);
