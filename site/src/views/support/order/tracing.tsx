import { useEffect, useMemo, useState } from 'preact/hooks';
import { drawableOf } from '../../../machine/drawable.ts';
import { ALL_EVENTS } from '../../../machine/event-filter.ts';
import { allNodes } from '../../../machine/graph.ts';
import { outcomesOf } from '../../../machine/outcome.ts';
import type { OrderTrace, TracedExecution } from '../../../stores/support/order-trace.ts';
import { InTurn } from '../../in-turn.tsx';
import { HistoryTable } from './history-table.tsx';
import { MachineView } from './machine-view.tsx';
import { TimeTable } from './time-table.tsx';
import { traceAddress, useTraceTarget } from './trace-address.ts';

interface TracingProps {
  trace: OrderTrace;
  traced: TracedExecution;
}

/** Brings a part of the page in sight, for the eye and for the keyboard. */
const goTo = (id: string): void => {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
};

/** The state machine with the way that this execution took, where its time went, and the history of events. */
export const Tracing = ({ trace, traced: { orderId, execution, definition } }: TracingProps) => {
  const { machine, name } = execution;
  const journey = trace.journey.value;
  const events = trace.events.value;
  const target = useTraceTarget();
  const [selected, select] = useState(target.state);
  const [filter, setFilter] = useState(ALL_EVENTS);
  const drawable = useMemo(() => drawableOf(definition), [definition]);
  const outcomeOf = useMemo(() => outcomesOf(journey), [journey]);
  const waiting = useMemo(
    () => new Set(drawable ? allNodes(drawable.scope).flatMap((node) => (node.waits ? [node.name] : [])) : []),
    [drawable],
  );
  useEffect(() => {
    if (target.state !== undefined) select(target.state);
  }, [target.state]);
  const failedState = journey.failedAt?.state;
  // What went wrong is what one came to see, unless one looks at something else.
  useEffect(() => {
    if (failedState !== undefined) select((before) => before ?? failedState);
  }, [failedState]);

  return (
    <InTurn first={0}>
      {drawable ? (
        <MachineView
          machine={machine}
          drawable={drawable}
          journey={journey}
          outcomeOf={outcomeOf}
          selected={selected}
          select={select}
          addressOf={(state) => traceAddress(orderId, { machine, name, state })}
        />
      ) : (
        <p class="trouble">The definition that this execution runs by cannot be drawn.</p>
      )}
      <TimeTable
        journey={journey}
        events={events}
        waiting={waiting}
        select={(state) => {
          select(state);
          goTo('machine');
        }}
        showEvents={(state) => {
          setFilter({ ...ALL_EVENTS, state });
          goTo('history');
        }}
      />
      <HistoryTable
        key={target.event}
        events={events}
        journey={journey}
        filter={filter}
        setFilter={setFilter}
        select={select}
        target={target.event}
        addressOf={(event) => traceAddress(orderId, { machine, name, event })}
        fileName={`${name}-${machine}`}
      />
    </InTurn>
  );
};
