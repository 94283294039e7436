import { useEffect, useMemo, useState } from 'preact/hooks';
import { parseDefinition } from '../../../machine/definition.ts';
import { toScope } from '../../../machine/graph.ts';
import { outcomesOf } from '../../../machine/outcome.ts';
import type { OrderTrace, TracedExecution } from '../../../stores/support/order-trace.ts';
import { HistoryTable } from './history-table.tsx';
import { MachineView } from './machine-view.tsx';
import { traceAddress, useTraceTarget } from './trace-address.ts';

interface TracingProps {
  trace: OrderTrace;
  traced: TracedExecution;
}

/** The state machine with the way that this execution took, and the history of events. */
export const Tracing = ({ trace, traced: { orderId, execution, definition } }: TracingProps) => {
  const { machine, name } = execution;
  const journey = trace.journey.value;
  const target = useTraceTarget();
  const [selected, select] = useState(target.state);
  const scope = useMemo(() => {
    const parsed = parseDefinition(definition);
    return parsed && toScope(parsed);
  }, [definition]);
  const outcomeOf = useMemo(() => outcomesOf(journey), [journey]);
  useEffect(() => {
    if (target.state !== undefined) select(target.state);
  }, [target.state]);
  const failedState = journey.failedAt?.state;
  // What went wrong is what one came to see, unless one looks at something else.
  useEffect(() => {
    if (failedState !== undefined) select((before) => before ?? failedState);
  }, [failedState]);

  return (
    <>
      {scope ? (
        <MachineView
          machine={machine}
          scope={scope}
          journey={journey}
          outcomeOf={outcomeOf}
          selected={selected}
          select={select}
          addressOf={(state) => traceAddress(orderId, { machine, name, state })}
        />
      ) : (
        <p class="trouble">The definition that this execution runs by cannot be drawn.</p>
      )}
      <HistoryTable
        key={target.event}
        events={trace.events.value}
        journey={journey}
        select={select}
        target={target.event}
        addressOf={(event) => traceAddress(orderId, { machine, name, event })}
      />
    </>
  );
};
