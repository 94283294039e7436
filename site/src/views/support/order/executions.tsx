import type { TracedExecution } from '../../../stores/support/order-trace.ts';
import { ExecutionBadge } from '../badges.tsx';
import { sayExecution } from './execution-name.ts';
import { traceAddress } from './trace-address.ts';

/** The ways between the executions of an order, where it has more than one. */
export const Executions = ({ traced: { orderId, executions, execution } }: { traced: TracedExecution }) => {
  if (executions.length < 2) return null;
  return (
    <nav class="executions" aria-label="Executions of this order">
      <ul>
        {executions.map((each) => (
          <li key={`${each.machine} ${each.name}`}>
            <a
              href={traceAddress(orderId, each)}
              aria-current={each.machine === execution.machine && each.name === execution.name ? 'page' : undefined}
            >
              {sayExecution(each)} <ExecutionBadge status={each.status} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
