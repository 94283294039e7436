import { isOpen } from '../../../../../lambdas/core/contract/status.ts';
import type { Attention, AttentionItem } from '../../../../../lambdas/core/contract/support.ts';
import { formatDuration, millisecondsBetween } from '../../../format/duration.ts';
import { sayFault } from '../../../machine/execution-words.ts';
import { Timestamp } from '../../timestamp.tsx';
import { traceAddress } from '../order/trace-address.ts';

/** Words and look of each problem; one that this page does not know yet is shown by its name. */
const PROBLEMS: Readonly<Record<string, readonly [string, string]>> = {
  failed: ['Failed', 'rejected'],
  'cancellation-failed': ['Cancellation failed', 'rejected'],
  stopped: ['Stopped', 'stopped'],
  delayed: ['Delayed', 'received'],
  'not-mailed': ['Not mailed', 'received'],
  'mail-unsent': ['Mail late', 'received'],
  'not-cancelled': ['Not cancelled', 'received'],
};

/** A failure is shown where it happened, which is not the newest execution where a decided order was cancelled since. */
const addressOf = ({ orderId, problem, orderStatus, execution }: AttentionItem): string => {
  const isDecided = orderStatus !== undefined && !isOpen(orderStatus);
  return problem === 'failed' && execution && isDecided
    ? traceAddress(orderId, execution)
    : `/support/orders/${orderId}`;
};

const isCancellation = ({ execution }: AttentionItem): boolean => execution?.machine === 'OrderCancellation';

const problemOf = (item: AttentionItem): string => {
  if (item.execution?.status === 'ABORTED') return 'stopped';
  return item.problem === 'failed' && isCancellation(item) ? 'cancellation-failed' : item.problem;
};

const NOT_REACHED = 'A mail about it did not reach its customer.';

const NOT_MAILED: Readonly<Record<string, string>> = {
  refused: 'Its e-mail address takes no mail: the customer was not told.',
  bounced: 'The mail came back: the customer was not told.',
  complained: 'The customer marked the mail as spam.',
  rejected: 'SES took the mail for a virus and did not send it.',
};

const sayNotCancelled = ({ execution }: AttentionItem): string => {
  if (execution === undefined) return 'Its cancellation was asked for and never began: cancel it once more.';
  return execution.status === 'RUNNING'
    ? 'Its cancellation is still running.'
    : 'Its cancellation ended, and it is still Processed.';
};

const sayProblem = (item: AttentionItem): string => {
  const { failure, execution } = item;
  const problem = problemOf(item);
  if (problem === 'stopped') {
    const where = failure?.state === undefined ? '' : ` at ${failure.state}`;
    const why = failure?.error || failure?.cause ? `: ${sayFault(failure)}` : '.';
    return `A person stopped its ${isCancellation(item) ? 'cancellation' : 'execution'}${where}${why}`;
  }
  if (failure?.error || failure?.cause) return `${failure.state ?? 'The execution'}: ${sayFault(failure)}`;
  if (problem === 'not-mailed') return NOT_MAILED[item.mail?.outcome ?? 'refused'] ?? NOT_REACHED;
  if (problem === 'mail-unsent') return 'A mail about it is not sent yet: the customer waits for it.';
  if (problem === 'not-cancelled') return sayNotCancelled(item);
  if (item.problem === 'failed') return 'The execution failed.';
  if (execution === undefined) return 'No execution was ever started for it.';
  return execution.status === 'RUNNING'
    ? 'Its execution is still running.'
    : 'Its execution ended, and it is still Received.';
};

const Item = ({ item, now }: { item: AttentionItem; now: string }) => {
  const { orderId, since, customerName } = item;
  const [words, look] = PROBLEMS[problemOf(item)] ?? [item.problem, 'received'];
  return (
    <li class="attention-item">
      <span class={`badge ${look}`}>{words}</span>
      <div class="attention-text">
        <h3>
          <a href={addressOf(item)}>
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

/** What is not listed, and why. */
export const sayMore = ({ failuresLookedAt }: Attention): string =>
  failuresLookedAt === undefined
    ? 'There are more. These come first; the others follow as these are dealt with.'
    : `Only the newest ${failuresLookedAt} failed executions were looked at; older ones may be open too.`;

/** Orders that do not get on without a person. */
export const AttentionItems = ({ attention: { items } }: { attention: Attention }) => {
  const now = new Date().toISOString();
  return (
    <>
      {items.map((item) => (
        <Item
          key={`${item.orderId} ${item.problem} ${item.mail?.occasion ?? item.execution?.machine}`}
          item={item}
          now={now}
        />
      ))}
    </>
  );
};
