import { isFresh } from '../../../../../lambdas/core/contract/execution-names.ts';
import type { TracedExecution } from '../../../stores/support/order-trace.ts';
import { ExecutionBadge } from '../badges.tsx';

/** The ways between the executions of an order, where it has more than one. */
export const Executions = ({ traced: { orderId, executions, execution } }: { traced: TracedExecution }) => {
  if (executions.length < 2) return null;
  return (
    <nav class="executions" aria-label="Executions of this order">
      <ul>
        {executions.map(({ name, status }) => (
          <li key={name}>
            <a
              href={`/support/orders/${orderId}?${new URLSearchParams({ execution: name })}`}
              aria-current={name === execution.name ? 'page' : undefined}
            >
              {isFresh(name) ? 'Started afresh' : 'First execution'} <ExecutionBadge status={status} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
