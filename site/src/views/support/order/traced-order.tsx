import { useEffect, useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Failure } from '../../../api/answer.ts';
import type { ExecutionChoice } from '../../../api/support-api.ts';
import type { OrderTrace } from '../../../stores/support/order-trace.ts';
import { neighbourOf } from '../../../stores/support/shortcuts.ts';
import { InTurn } from '../../in-turn.tsx';
import { useShop } from '../../shop-context.ts';
import { sayFailure } from '../english.tsx';
import { NotAllowed } from '../not-allowed.tsx';
import { isForbidden } from '../support-access.ts';
import { useSupport } from '../support-context.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import { Comparison } from './comparison.tsx';
import { Decisions } from './decisions.tsx';
import { ExecutionData } from './execution-data.tsx';
import { Executions } from './executions.tsx';
import { Facts } from './facts.tsx';
import { InList } from './in-list.tsx';
import { Mails } from './mails.tsx';
import { Remedies } from './remedies.tsx';
import { Story } from './story.tsx';
import { Tracing } from './tracing.tsx';

const ANNOUNCEMENTS: Readonly<Record<string, string>> = {
  RUNNING: 'The execution is running.',
  SUCCEEDED: 'The execution succeeded.',
  FAILED: 'The execution failed.',
  TIMED_OUT: 'The execution timed out.',
  ABORTED: 'The execution was stopped.',
};

/** Where there is nothing to draw: why, and what to do. */
const NoExecution = ({ trace }: { trace: OrderTrace }) => {
  const failure = trace.failure.value;
  if (!failure) return null;
  const missing = isMissing(failure);
  return (
    <div class="panel" role="alert">
      <p>{sayFailure(failure)}</p>
      {missing && trace.order.value === undefined && <p>There is no record of such an order either.</p>}
      {missing ? (
        <p>
          <a href="/support/dead-letters">See the dead letters</a>
        </p>
      ) : (
        <button type="button" class="button primary" onClick={trace.refresh}>
          Try again
        </button>
      )}
    </div>
  );
};

/** An address that names an execution which this order does not have: of the order itself it says nothing. */
const NoSuchExecution = ({ orderId, choice: { machine, name } }: TracedOrderProps) => (
  <div class="panel" role="alert">
    <p>
      This order has no execution{machine && ` of ${machine}`}
      {name !== undefined && (
        <>
          {' '}
          named <strong>{name}</strong>
        </>
      )}
      . The address may be mistyped.
    </p>
    <p>
      <a class="button primary" href={`/support/orders/${orderId}`}>
        To its newest execution
      </a>
    </p>
  </div>
);

const isMissing = (failure: Failure | undefined): boolean =>
  failure?.kind === 'problem' && failure.problem.status === 404;

interface TracedOrderProps {
  orderId: string;
  choice: ExecutionChoice;
}

/** An order, its execution and what can be done about it, live while it runs. */
export const TracedOrder = ({ orderId, choice }: TracedOrderProps) => {
  const { announcer } = useShop();
  const { route } = useLocation();
  const support = useSupport();
  const trace = useMemo(() => support.trace(orderId, choice), []);
  const traced = trace.execution.value;
  const status = traced?.execution.status;
  const failure = trace.failure.value;

  const go = (step: 1 | -1): void => {
    const next = neighbourOf(support.lastList.orderIds, orderId, step);
    if (next !== undefined) route(`/support/orders/${next}`);
    else announcer.say(step === 1 ? 'The list has no next order.' : 'The list has no previous order.');
  };
  useShortcuts({ n: () => go(1), p: () => go(-1) });
  useEffect(() => trace.start(), []);
  useEffect(() => {
    if (status) announcer.say(ANNOUNCEMENTS[status] ?? status);
  }, [status]);

  if (isForbidden(failure)) return <NotAllowed />;
  if (!trace.looked.value && !traced) return <p class="muted waiting">Looking up the order …</p>;
  const isChosen = choice.name !== undefined || choice.machine !== undefined;
  if (isChosen && !traced && isMissing(failure)) return <NoSuchExecution orderId={orderId} choice={choice} />;
  return (
    <InTurn>
      {traced && failure && (
        <p class="notice" role="status">
          {sayFailure(failure)} What is shown may be out of date.{' '}
          <button type="button" class="button small" onClick={trace.refresh}>
            Try again
          </button>
        </p>
      )}
      {!traced && <NoExecution trace={trace} />}
      <InList orderId={orderId} />
      {traced && <Executions traced={traced} />}
      <Remedies trace={trace} orderId={orderId} isChosen={isChosen} />
      <Decisions trace={trace} />
      <Facts trace={trace} />
      <Mails trace={trace} />
      {traced && <Tracing trace={trace} traced={traced} />}
      {(traced || trace.order.value) && <Story trace={trace} orderId={orderId} />}
      {traced && <ExecutionData traced={traced} />}
      {traced && <Comparison trace={trace} traced={traced} />}
    </InTurn>
  );
};
