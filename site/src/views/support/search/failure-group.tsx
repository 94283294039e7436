import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AttentionItem, FailureGroup } from '../../../../../lambdas/core/contract/attention.ts';
import { countOf } from '../../../format/count.ts';
import { formatDuration, millisecondsBetween } from '../../../format/duration.ts';
import type { FailureList } from '../../../stores/support/failure-list.ts';
import { useShop } from '../../shop-context.ts';
import { sayFailure } from '../english.tsx';
import { useSupport } from '../support-context.ts';
import { AttentionItems } from './attention-items.tsx';

/** So few are shown without being asked for. */
const SHOWN_AT_ONCE = 5;

/** What tells a group from the others. */
export const groupKey = ({ machine, stopped, state, error }: FailureGroup): string =>
  [machine, stopped, state, error].join(' ');

const saysGroup = ({ state, error }: FailureGroup): string =>
  [state ?? 'No state', error].filter((part) => part !== undefined).join(': ');

const badgeOf = ({ machine, stopped }: FailureGroup): readonly [string, string] => {
  if (stopped) return ['Stopped', 'stopped'];
  return [machine === 'OrderCancellation' ? 'Cancellation failed' : 'Failed', 'rejected'];
};

/** Makes what acts on a group, or on those of it that are chosen; it is shown above the members. */
export type GroupActions = (
  group: FailureGroup,
  members: FailureList,
  shown: readonly AttentionItem[],
) => ComponentChildren;

interface FailureGroupItemProps {
  group: FailureGroup;
  /** Those of its members that came with the list. */
  first: readonly AttentionItem[];
  /** How often the list came; the members follow it. */
  told: number;
  actions: GroupActions | undefined;
}

/** Open failures of one cause: how many, and on request which. */
export const FailureGroupItem = ({ group, first, told, actions }: FailureGroupItemProps) => {
  const support = useSupport();
  const { announcer } = useShop();
  const members = useMemo(() => support.failuresOf(group), [groupKey(group)]);
  const [open, setOpen] = useState(group.count <= SHOWN_AT_ONCE);
  const list = useRef<HTMLDivElement>(null);
  const { items, hasMore, loading, failure } = members;
  const isWhole = items.value === undefined && first.length >= group.count;
  const shown = items.value ?? first;
  const [words, look] = badgeOf(group);

  // What came with the list is enough where it is all.
  useEffect(() => {
    if (open && !isWhole && items.peek() === undefined) void members.more();
  }, [open, isWhole]);
  useEffect(() => {
    if (open) void members.refresh();
  }, [told]);

  const more = async (): Promise<void> => {
    const before = items.peek()?.length ?? 0;
    const count = await members.more();
    if (count === 0) return;
    announcer.say(`${countOf(count, 'more failure', 'more failures')} shown.`);
    // The first new one, from which a keyboard goes on.
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('h4 a')[before]?.focus());
  };

  return (
    <li>
      <details class="need-group" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span class={`badge ${look}`}>{words}</span>
          <span class="need-cause">{saysGroup(group)}</span>
          <span class="count">{group.count}</span>
          <span class="muted need-oldest">
            oldest {formatDuration(millisecondsBetween(group.oldest, new Date().toISOString()))} ago
          </span>
        </summary>
        {open && (
          <div ref={list}>
            {actions?.(group, members, shown)}
            <AttentionItems
              items={shown}
              selection={actions && { selected: members.selected.value, select: members.select }}
            />
            {loading.value && shown.length === 0 && <p class="muted waiting">Looking …</p>}
            {failure.value && (
              <p class="trouble" role="alert">
                {sayFailure(failure.value)}
              </p>
            )}
            {(items.value !== undefined || failure.value !== undefined) && hasMore.value && (
              <button type="button" class="button small" aria-disabled={loading.value} onClick={more}>
                {loading.value ? 'Looking up more …' : 'Show more'}
              </button>
            )}
          </div>
        )}
      </details>
    </li>
  );
};
