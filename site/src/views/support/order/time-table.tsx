import { useMemo, useState } from 'preact/hooks';
import type { HistoryEvent } from '../../../../../lambdas/core/contract/support.ts';
import { formatDuration } from '../../../format/duration.ts';
import { OUTCOME_WORDS } from '../../../machine/execution-words.ts';
import { outcomeOfVisit } from '../../../machine/outcome.ts';
import { readTimings, type StateTiming, type Timings } from '../../../machine/timings.ts';
import { type Journey, outwards } from '../../../machine/visits.ts';
import { Timestamp } from '../../timestamp.tsx';
import { sayKinds, TimeBar, TimeLegend } from './time-bar.tsx';
import { useNow } from './use-now.ts';

/** What the table can be sorted by. */
const COLUMNS = {
  state: 'State',
  started: 'Started',
  duration: 'Duration',
  tries: 'Tries',
} as const;
type Column = keyof typeof COLUMNS;

const durationOf = ({ from, to }: StateTiming): number => to - from;

/** The longest and the most tries are what one looks for: these come first. */
const COMPARE: Readonly<Record<Column, (a: StateTiming, b: StateTiming) => number>> = {
  state: (a, b) => a.visit.state.localeCompare(b.visit.state),
  started: (a, b) => a.from - b.from,
  duration: (a, b) => durationOf(b) - durationOf(a),
  tries: (a, b) => b.visit.attempts.length - a.visit.attempts.length,
};

/** Rows on the page at once: a Map state may have thousands of stays. */
const PAGE_SIZE = 100;

interface RowProps {
  timing: StateTiming;
  timings: Timings;
  nested: boolean;
  select: (state: string) => void;
  showEvents: (state: string) => void;
}

const Row = ({ timing, timings, nested, select, showEvents }: RowProps) => {
  const { visit, running } = timing;
  const outcome = outcomeOfVisit(visit);
  const kinds = sayKinds(timing);
  const depth = nested ? outwards(visit.parent).length : 0;
  return (
    <tr>
      <th scope="row" class={depth > 0 ? 'nested' : undefined}>
        <button type="button" class="link" onClick={() => select(visit.state)}>
          {visit.state}
        </button>
        {visit.iteration !== undefined && <span class="muted"> iteration {visit.iteration + 1}</span>}
        <span class={`outcome outcome-words small-text ${outcome}`}>{OUTCOME_WORDS[outcome]}</span>
      </th>
      <td data-label="Started">
        <Timestamp timestamp={visit.enteredAt} precision="seconds" named={false} />{' '}
        <span class="muted">+ {formatDuration(timing.from - timings.from)}</span>
      </td>
      <td data-label="Duration" class="number">
        {formatDuration(durationOf(timing))}
        {running && ' so far'}
      </td>
      <td data-label="Tries" class="number">
        {visit.attempts.length}
      </td>
      <td class="time-cell">
        <TimeBar timing={timing} axis={timings} />
        <span class="small-text muted">
          {kinds}
          {kinds !== '' && '. '}
          <button type="button" class="link" onClick={() => showEvents(visit.state)}>
            Events<span class="visually-hidden"> of {visit.state}</span>
          </button>
        </span>
      </td>
    </tr>
  );
};

const sortOf = (each: Column, column: Column): 'none' | 'ascending' | 'descending' => {
  if (each !== column) return 'none';
  return each === 'duration' || each === 'tries' ? 'descending' : 'ascending';
};

interface TimeTableProps {
  journey: Journey;
  events: readonly HistoryEvent[];
  /** The states that wait for a person. */
  waiting: ReadonlySet<string>;
  select: (state: string) => void;
  /** Shows the events of a state. */
  showEvents: (state: string) => void;
}

/** Where the time of an execution went: a row for each stay in a state, its bar on one time axis. */
export const TimeTable = ({ journey, events, waiting, select, showEvents }: TimeTableProps) => {
  const running = journey.ending === undefined;
  // What ticks is this table alone.
  const now = useNow(running);
  const timings = useMemo(
    () => readTimings(journey, events, now, (state) => waiting.has(state)),
    [journey, events, now, waiting],
  );
  const [column, sortBy] = useState<Column>('started');
  const [shown, setShown] = useState(PAGE_SIZE);
  const { rows, from, to, between } = timings;
  if (rows.length === 0) return null;
  // Sorting is stable: stays that are equal remain in the order of their beginning.
  const sorted = rows.toSorted(COMPARE[column]);
  const nested = column === 'started';
  return (
    <section class="times" aria-labelledby="times">
      <h2 id="times">Where the time went</h2>
      <p class="muted">
        {formatDuration(to - from)} {running ? 'so far' : 'in all'}
        {between > 0 && `, ${formatDuration(between)} of it between the states`}.
      </p>
      <table class="table timings">
        <caption class="visually-hidden">States with their durations, on one time axis</caption>
        <thead>
          <tr>
            {(Object.keys(COLUMNS) as Column[]).map((each) => (
              <th key={each} scope="col" aria-sort={sortOf(each, column)}>
                <button type="button" class="sort" onClick={() => sortBy(each)}>
                  {COLUMNS[each]}
                </button>
              </th>
            ))}
            <th scope="col">
              <span class="axis-ends">
                <span>0</span>
                <span>{formatDuration(to - from)}</span>
              </span>
              <span class="visually-hidden">Time axis</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((timing) => (
            <Row
              key={`${timing.visit.state} ${timing.visit.iteration} ${timing.from} ${rows.indexOf(timing)}`}
              timing={timing}
              timings={timings}
              nested={nested}
              select={select}
              showEvents={showEvents}
            />
          ))}
        </tbody>
      </table>
      {sorted.length > shown && (
        <button type="button" class="button small" onClick={() => setShown(shown + PAGE_SIZE)}>
          Show more of {sorted.length}
        </button>
      )}
      <TimeLegend />
    </section>
  );
};
