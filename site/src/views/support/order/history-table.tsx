import { useContext, useMemo, useState } from 'preact/hooks';
import type { HistoryEvent } from '../../../../../lambdas/core/contract/support.ts';
import { type EventFilter, type EventGroup, filterEvents, groupByVisit } from '../../../machine/event-filter.ts';
import type { Journey } from '../../../machine/visits.ts';
import { ZoneContext } from '../../timestamp.tsx';
import { DownloadButton } from '../download-button.tsx';
import { HistoryFilter, type HistoryOrder } from './history-filter.tsx';
import { HistoryGroup } from './history-group.tsx';
import { HistoryRow } from './history-row.tsx';
import { Pager } from './pager.tsx';

interface HistoryTableProps {
  events: readonly HistoryEvent[];
  journey: Journey;
  filter: EventFilter;
  setFilter: (filter: EventFilter) => void;
  select: (state: string) => void;
  /** The id of the event that the page's address points to: it is opened and shown. */
  target: number | undefined;
  addressOf: (event: number) => string;
  /** What a downloaded history is called. */
  fileName: string;
}

/** Rows on the page at once: more would not be read, and would take long to lay out. */
const PAGE_SIZE = 100;

const numberOf = (count: number): string => new Intl.NumberFormat('en').format(count);

/** Unless compact, each event is a group of its own. */
const groupsOf = (events: readonly HistoryEvent[], journey: Journey, compact: boolean): EventGroup[] =>
  compact ? groupByVisit(events, journey) : events.map((event) => ({ visit: undefined, events: [event] }));

/** The history of an execution, event by event or stay by stay. */
export const HistoryTable = ({ events, journey, filter, setFilter, select, ...props }: HistoryTableProps) => {
  const { target, addressOf, fileName } = props;
  const zone = useContext(ZoneContext);
  const [order, setOrder] = useState<HistoryOrder>({ newestFirst: false, compact: false });
  // Unfiltered and oldest first, the place of an event is its id.
  const [wanted, setPage] = useState(target === undefined ? 0 : Math.floor((target - 1) / PAGE_SIZE));
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(target === undefined ? [] : [`event ${target}`]));
  const shown = useMemo(() => {
    const groups = groupsOf(filterEvents(events, journey, filter), journey, order.compact);
    return order.newestFirst ? groups.toReversed() : groups;
  }, [events, journey, filter, order]);

  const pages = Math.max(Math.ceil(shown.length / PAGE_SIZE), 1);
  const page = Math.min(wanted, pages - 1);
  const first = page * PAGE_SIZE;
  const rows = shown.slice(first, first + PAGE_SIZE);
  const begin = Date.parse(events[0]?.timestamp ?? '');
  const toggle = (key: string): void => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  const startOver =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setPage(0);
    };
  const eventRow = (event: HistoryEvent) => (
    <HistoryRow
      key={event.id}
      event={event}
      state={journey.visitOf.get(event.id)?.state}
      elapsed={Date.parse(event.timestamp) - begin}
      open={open.has(`event ${event.id}`)}
      onToggle={() => toggle(`event ${event.id}`)}
      onState={select}
      isTarget={event.id === target}
      address={addressOf(event.id)}
    />
  );

  return (
    <section class="history" aria-labelledby="history">
      <h2 id="history" tabIndex={-1}>
        Events
      </h2>
      <div class="history-head">
        <p class="muted">
          {shown.length === 0
            ? events.length === 0
              ? 'None so far'
              : 'No event fits'
            : `${numberOf(first + 1)} to ${numberOf(first + rows.length)} of ${numberOf(shown.length)}`}
        </p>
        <HistoryFilter
          events={events}
          journey={journey}
          filter={filter}
          setFilter={startOver(setFilter)}
          order={order}
          setOrder={startOver(setOrder)}
        />
        <DownloadButton textOf={() => JSON.stringify(events)} what="history" fileName={`${fileName}-history.json`} />
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
          {rows.map(({ visit, events: [head, ...rest] }) => {
            if (!visit) return eventRow(head);
            const key = `visit ${head.id}`;
            return (
              <HistoryGroup
                key={key}
                visit={visit}
                events={[head, ...rest]}
                elapsed={Date.parse(head.timestamp) - begin}
                open={open.has(key)}
                onToggle={() => toggle(key)}
                onState={select}
              >
                {[head, ...rest].map(eventRow)}
              </HistoryGroup>
            );
          })}
        </tbody>
      </table>
      {pages > 1 && <Pager name="Pages of events, below the table" page={page} pages={pages} go={setPage} />}
    </section>
  );
};
