import { useContext, useMemo, useState } from 'preact/hooks';
import type { HistoryEvent } from '../../../../../lambdas/core/contract/support.ts';
import type { Journey } from '../../../machine/visits.ts';
import { ZoneContext } from '../../timestamp.tsx';
import { HistoryRow } from './history-row.tsx';

interface HistoryTableProps {
  events: readonly HistoryEvent[];
  journey: Journey;
  select: (state: string) => void;
  /** The id of the event that the page's address points to: it is opened and shown. */
  target: number | undefined;
  addressOf: (event: number) => string;
}

/** Rows on the page at once: more would not be read, and would take long to lay out. */
const PAGE_SIZE = 100;

interface PagerProps {
  /** There is one above the table and one below it. */
  name: string;
  page: number;
  pages: number;
  go: (page: number) => void;
}

const Pager = ({ name, page, pages, go }: PagerProps) => {
  const buttons: [string, number, boolean][] = [
    ['First', 0, page > 0],
    ['Previous', page - 1, page > 0],
    ['Next', page + 1, page < pages - 1],
    ['Last', pages - 1, page < pages - 1],
  ];
  return (
    <nav class="pager" aria-label={name}>
      {buttons.map(([words, target, possible]) => (
        <button
          key={words}
          type="button"
          class="button small"
          aria-disabled={!possible}
          onClick={() => possible && go(target)}
        >
          {words}
        </button>
      ))}
    </nav>
  );
};

const numberOf = (count: number): string => new Intl.NumberFormat('en').format(count);

interface FilterProps {
  journey: Journey;
  state: string;
  newestFirst: boolean;
  setState: (state: string) => void;
  setNewestFirst: (newestFirst: boolean) => void;
}

const Filter = ({ journey, state, newestFirst, setState, setNewestFirst }: FilterProps) => {
  const states = [...new Set(journey.visits.map((visit) => visit.state))];
  return (
    <div class="history-filter">
      <label>
        State{' '}
        <select value={state} onChange={(event) => setState(event.currentTarget.value)}>
          <option value="">All</option>
          {states.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={newestFirst}
          onChange={(event) => setNewestFirst(event.currentTarget.checked)}
        />{' '}
        Newest first
      </label>
    </div>
  );
};

/** The history of an execution, event by event. */
export const HistoryTable = ({ events, journey, select, target, addressOf }: HistoryTableProps) => {
  const zone = useContext(ZoneContext);
  const [state, setState] = useState('');
  const [newestFirst, setNewestFirst] = useState(false);
  // Unfiltered and oldest first, the place of an event is its id.
  const [wanted, setPage] = useState(target === undefined ? 0 : Math.floor((target - 1) / PAGE_SIZE));
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set(target === undefined ? [] : [target]));
  const shown = useMemo(() => {
    const fitting = state === '' ? events : events.filter(({ id }) => journey.stateOf.get(id) === state);
    return newestFirst ? fitting.toReversed() : fitting;
  }, [events, journey, state, newestFirst]);

  const pages = Math.max(Math.ceil(shown.length / PAGE_SIZE), 1);
  const page = Math.min(wanted, pages - 1);
  const first = page * PAGE_SIZE;
  const rows = shown.slice(first, first + PAGE_SIZE);
  const begin = Date.parse(events[0]?.timestamp ?? '');
  const toggle = (id: number): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const startOver =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setPage(0);
    };

  return (
    <section class="history" aria-labelledby="history">
      <h2 id="history">Events</h2>
      <div class="history-head">
        <p class="muted">
          {shown.length === 0
            ? 'None so far'
            : `${numberOf(first + 1)} to ${numberOf(first + rows.length)} of ${numberOf(shown.length)}`}
        </p>
        <Filter
          journey={journey}
          state={state}
          newestFirst={newestFirst}
          setState={startOver(setState)}
          setNewestFirst={startOver(setNewestFirst)}
        />
        {pages > 1 && <Pager name="Pages of events" page={page} pages={pages} go={setPage} />}
      </div>
      <table class="table events">
        <caption class="visually-hidden">Events of this execution</caption>
        <thead>
          <tr>
            <th scope="col">Id</th>
            <th scope="col">Type</th>
            <th scope="col">State</th>
            <th scope="col">Elapsed (ms)</th>
            <th scope="col">Time ({zone === 'utc' ? 'UTC' : zone})</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((event) => (
            <HistoryRow
              key={event.id}
              event={event}
              state={journey.stateOf.get(event.id)}
              elapsed={Date.parse(event.timestamp) - begin}
              open={open.has(event.id)}
              onToggle={() => toggle(event.id)}
              onState={select}
              isTarget={event.id === target}
              address={addressOf(event.id)}
            />
          ))}
        </tbody>
      </table>
      {pages > 1 && <Pager name="Pages of events, below the table" page={page} pages={pages} go={setPage} />}
    </section>
  );
};
