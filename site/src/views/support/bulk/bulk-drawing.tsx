import { useMemo, useState } from 'preact/hooks';
import { parseDefinition } from '../../../machine/definition.ts';
import { toScope } from '../../../machine/graph.ts';
import { outcomesOf } from '../../../machine/outcome.ts';
import type { BulkStore } from '../../../stores/support/bulk.ts';
import { MachineView } from '../order/machine-view.tsx';
import { useTraceTarget } from '../order/trace-address.ts';

/** The way of a bulk through its state machine, in the drawing that an order has. */
export const BulkDrawing = ({ id, bulk }: { id: string; bulk: BulkStore }) => {
  const definition = bulk.definition.value;
  const journey = bulk.journey.value;
  const [selected, select] = useState(useTraceTarget().state);
  const scope = useMemo(() => {
    const parsed = definition === undefined ? undefined : parseDefinition(definition);
    return parsed && toScope(parsed);
  }, [definition]);
  const outcomeOf = useMemo(() => outcomesOf(journey), [journey]);
  if (!scope) return null;
  return (
    <MachineView
      machine="BulkAction"
      scope={scope}
      journey={journey}
      outcomeOf={outcomeOf}
      selected={selected}
      select={select}
      addressOf={(state) => `/support/bulk/${id}?${new URLSearchParams({ state })}`}
    />
  );
};
