import type { AttentionItem, FailureGroup } from '../contract/attention.ts';
import { orderIdOf } from '../contract/execution-names.ts';
import type { KeptFailure } from './failure-index.ts';
import type { OpenFailure } from './open-failures.ts';

const groupKey = ({ machine, status, failure }: KeptFailure): string =>
  JSON.stringify([machine, status === 'ABORTED', failure.state, failure.error]);

/** Groups open failures, oldest first, by what they have in common. */
export const groupFailures = (oldestFirst: readonly KeptFailure[]): FailureGroup[] => {
  const groups = new Map<string, FailureGroup>();
  for (const kept of oldestFirst) {
    const group = groups.get(groupKey(kept));
    if (group) {
      group.count += 1;
      continue;
    }
    const { machine, status, stoppedAt: oldest, failure } = kept;
    groups.set(groupKey(kept), {
      ...{ machine, stopped: status === 'ABORTED' },
      ...(failure.state !== undefined && { state: failure.state }),
      ...(failure.error !== undefined && { error: failure.error }),
      ...{ count: 1, oldest },
    });
  }
  return [...groups.values()];
};

/** An open failure as it is listed. */
export const failedItem = ({ kept, record, unreadable }: OpenFailure): AttentionItem => ({
  orderId: orderIdOf(kept.name),
  problem: 'failed',
  since: kept.stoppedAt,
  ...(record && { orderStatus: record.status, customerName: record.customerName }),
  ...(unreadable && { unreadable: true as const }),
  execution: { machine: kept.machine, name: kept.name, status: kept.status },
  failure: kept.failure,
});
