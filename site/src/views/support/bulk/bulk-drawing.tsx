import { useMemo, useState } from 'preact/hooks';
import { drawableOf } from '../../../machine/drawable.ts';
import { outcomesOf } from '../../../machine/outcome.ts';
import type { BulkStore } from '../../../stores/support/bulk.ts';
import { MachineView } from '../order/machine-view.tsx';
import { useTraceTarget } from '../order/trace-address.ts';

/** The way of a bulk through its state machine, in the drawing that an order has. */
export const BulkDrawing = ({ id, bulk }: { id: string; bulk: BulkStore }) => {
  const definition = bulk.definition.value;
  const journey = bulk.journey.value;
  const [selected, select] = useState(useTraceTarget().state);
  const drawable = useMemo(() => (definition === undefined ? undefined : drawableOf(definition)), [definition]);
  const outcomeOf = useMemo(() => outcomesOf(journey), [journey]);
  if (!drawable) return null;
  return (
    <MachineView
      machine="BulkAction"
      drawable={drawable}
      journey={journey}
      outcomeOf={outcomeOf}
      selected={selected}
      select={select}
      addressOf={(state) => `/support/bulk/${id}?${new URLSearchParams({ state })}`}
    />
  );
};
