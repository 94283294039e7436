import type { Attention, AttentionItem } from '../../../../../lambdas/core/contract/support.ts';
import { formatDuration, millisecondsBetween } from '../../../format/duration.ts';
import { sayFault } from '../../../machine/execution-words.ts';
import { Timestamp } from '../../timestamp.tsx';

const PROBLEM_WORDS: Readonly<Record<AttentionItem['problem'], string>> = {
  failed: 'Failed',
  delayed: 'Delayed',
  'not-mailed': 'Not mailed',
};

const sayProblem = ({ problem, failure, execution }: AttentionItem): string => {
  if (failure?.error || failure?.cause) return `${failure.state ?? 'The execution'}: ${sayFault(failure)}`;
  if (problem === 'not-mailed') return 'Its e-mail address takes no mail: the customer was not told.';
  if (problem === 'failed') return 'The execution failed.';
  if (execution === undefined) return 'No execution was ever started for it.';
  return execution.status === 'RUNNING'
    ? 'Its execution is still running.'
    : 'Its execution ended, and it is still Received.';
};

const Item = ({ item, now }: { item: AttentionItem; now: string }) => {
  const { orderId, problem, since, customerName } = item;
  return (
    <li class="attention-item">
      <span class={`badge ${problem === 'failed' ? 'rejected' : 'received'}`}>{PROBLEM_WORDS[problem]}</span>
      <div class="attention-text">
        <h3>
          <a href={`/support/orders/${orderId}`}>
            <span class="order-code">{orderId}</span>
          </a>
          {customerName !== undefined && <span class="muted"> {customerName}</span>}
        </h3>
        <p>
          {sayProblem(item)}
          {item.unreadable && ' Its record cannot be read.'}
        </p>
      </div>
      <p class="muted attention-since">
        <span>{formatDuration(millisecondsBetween(since, now))} ago</span> <Timestamp timestamp={since} />
      </p>
    </li>
  );
};

const sayMore = (failuresLookedAt: number | undefined): string =>
  failuresLookedAt === undefined
    ? 'There are more. These come first; the others follow as these are dealt with.'
    : `Only the newest ${failuresLookedAt} failed executions were looked at; older ones may be open too.`;

/** Orders that do not get on without a person, on top of everything else. */
export const AttentionList = ({ attention: { items, more, failuresLookedAt } }: { attention: Attention }) => {
  const now = new Date().toISOString();
  if (items.length === 0 && !more) {
    return (
      <p class="all-well">
        <span aria-hidden="true">✓ </span>Nothing needs a person: no execution has failed, and no order waits for long.
      </p>
    );
  }
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">Needs a person</h2>
      <ul>
        {items.map((item) => (
          <Item key={`${item.orderId} ${item.problem}`} item={item} now={now} />
        ))}
      </ul>
      {more && <p class="muted">{sayMore(failuresLookedAt)}</p>}
    </section>
  );
};
