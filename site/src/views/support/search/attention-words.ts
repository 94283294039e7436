import type { AttentionItem } from '../../../../../lambdas/core/contract/attention.ts';
import { isOpen } from '../../../../../lambdas/core/contract/status.ts';
import { sayFault } from '../../../machine/execution-words.ts';
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
  'answer-waits': ['Answer waits', 'received'],
  review: ['Review', 'received'],
  unanswered: ['Unanswered', 'received'],
};

/** A failure is shown where it happened, which is not the newest execution where a decided order was cancelled since. */
export const addressOf = ({ orderId, problem, orderStatus, execution }: AttentionItem): string => {
  const isDecided = orderStatus !== undefined && !isOpen(orderStatus);
  return problem === 'failed' && execution && isDecided
    ? traceAddress(orderId, execution)
    : `/support/orders/${orderId}`;
};

const isCancellation = ({ execution }: AttentionItem): boolean => execution?.machine === 'OrderCancellation';

/** The words and the look of a problem. */
export const badgeOf = (item: AttentionItem): readonly [string, string] =>
  PROBLEMS[problemOf(item)] ?? [item.problem, 'received'];

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

/** What is wrong with an order, in a sentence. */
export const sayProblem = (item: AttentionItem): string => {
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
  if (problem === 'answer-waits')
    return 'Its question is answered, and its execution does not know: hand the answer on.';
  if (problem === 'review') return 'It waits for support to let it pass.';
  if (problem === 'unanswered') return 'Its customer has not answered what it was asked.';
  if (item.problem === 'failed') return 'The execution failed.';
  if (execution === undefined) return 'No execution was ever started for it.';
  return execution.status === 'RUNNING'
    ? 'Its execution is still running.'
    : 'Its execution ended, and it is still Received.';
};
