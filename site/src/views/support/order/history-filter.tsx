import type { HistoryEvent } from '../../../../../lambdas/core/contract/support.ts';
import type { EventFilter } from '../../../machine/event-filter.ts';
import type { Journey } from '../../../machine/visits.ts';

/** How events are listed. */
export interface HistoryOrder {
  newestFirst: boolean;
  /** One row for each stay in a state. */
  compact: boolean;
}

interface ChoiceProps {
  name: string;
  value: string;
  values: readonly string[];
  choose: (value: string) => void;
}

const Choice = ({ name, value, values, choose }: ChoiceProps) => (
  <label>
    {name}{' '}
    <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">All</option>
      {values.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  </label>
);

interface CheckProps {
  name: string;
  checked: boolean;
  set: (checked: boolean) => void;
}

const Check = ({ name, checked, set }: CheckProps) => (
  <label class="check">
    <input type="checkbox" checked={checked} onChange={(event) => set(event.currentTarget.checked)} /> {name}
  </label>
);

interface HistoryFilterProps {
  events: readonly HistoryEvent[];
  journey: Journey;
  filter: EventFilter;
  setFilter: (filter: EventFilter) => void;
  order: HistoryOrder;
  setOrder: (order: HistoryOrder) => void;
}

/** Which events are listed, and how. */
export const HistoryFilter = ({ events, journey, filter, setFilter, order, setOrder }: HistoryFilterProps) => {
  const states = [...new Set(journey.visits.map((visit) => visit.state))];
  const types = [...new Set(events.map(({ type }) => type))].sort();
  return (
    <div class="history-filter">
      <Choice name="State" value={filter.state} values={states} choose={(state) => setFilter({ ...filter, state })} />
      <Choice name="Type" value={filter.type} values={types} choose={(type) => setFilter({ ...filter, type })} />
      <label>
        Text{' '}
        <input
          type="search"
          value={filter.text}
          onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
        />
      </label>
      <Check
        name="Failed only"
        checked={filter.failedOnly}
        set={(failedOnly) => setFilter({ ...filter, failedOnly })}
      />
      <Check
        name="Newest first"
        checked={order.newestFirst}
        set={(newestFirst) => setOrder({ ...order, newestFirst })}
      />
      <Check name="Compact" checked={order.compact} set={(compact) => setOrder({ ...order, compact })} />
    </div>
  );
};
