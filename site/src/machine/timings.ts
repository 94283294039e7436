import type { HistoryEvent } from '../../../lambdas/core/contract/support.ts';
import { type Attempt, type Journey, outwards, type Visit } from './visits.ts';

/** What a state spends time on: its work, waiting for a person who has its token, pausing before a retry, waiting as a Wait
 * state does, or standing still between the end of the execution and the redrive that took it up. */
export type SpanKind = 'work' | 'person' | 'pause' | 'wait' | 'stopped';

/** A part of a stay in a state; moments in milliseconds since 1970. */
interface Span {
  kind: SpanKind;
  from: number;
  to: number;
  /** The try that it is, where it is one. */
  attempt: Attempt | undefined;
}

/** One stay in a state; its spans follow each other without a gap. */
export interface StateTiming {
  visit: Visit;
  from: number;
  to: number;
  /** Whether it goes on. */
  running: boolean;
  spans: readonly Span[];
}

/** Where the time of an execution went; moments and times in milliseconds. */
export interface Timings {
  /** In the order in which the states were entered. */
  rows: readonly StateTiming[];
  from: number;
  to: number;
  /** What no state outside of a container accounts for: the steps between states. */
  between: number;
}

/** From when to when an execution stood still; the last one is open where it was not redriven. */
interface Stop {
  from: number;
  to: number;
}

const ENDING = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

const stopsOf = (events: readonly HistoryEvent[]): Stop[] => {
  const stops: Stop[] = [];
  for (const { type, timestamp } of events) {
    const last = stops.at(-1);
    if (ENDING.test(type)) stops.push({ from: Date.parse(timestamp), to: Number.POSITIVE_INFINITY });
    else if (type === 'ExecutionRedriven' && last) last.to = Date.parse(timestamp);
  }
  return stops;
};

/** A stretch of time, with what of it the execution stood still. */
const split = (kind: SpanKind, from: number, to: number, stops: readonly Stop[]): Span[] => {
  const spans: Span[] = [];
  let at = from;
  const add = (until: number, what: SpanKind): void => {
    if (until > at) spans.push({ kind: what, from: at, to: until, attempt: undefined });
    at = Math.max(at, until);
  };
  for (const stop of stops) {
    if (stop.to <= from || stop.from >= to) continue;
    add(stop.from, kind);
    add(Math.min(stop.to, to), 'stopped');
  }
  add(to, kind);
  return spans;
};

/** Reads where time went; `now` (milliseconds since 1970) is the end of what runs, `waitsForPerson` tells the states whose task
 * ends by its token. */
export const readTimings = (
  journey: Journey,
  events: readonly HistoryEvent[],
  now: number,
  waitsForPerson: (state: string) => boolean,
): Timings => {
  const stops = stopsOf(events);
  const from = Date.parse(events[0]?.timestamp ?? '') || now;
  const to = journey.ending === undefined ? now : Date.parse(events.at(-1)?.timestamp ?? '') || now;

  const endOfStopped = (visit: Visit): number => {
    const last = visit.attempts.at(-1);
    const known = Date.parse(last?.endedAt ?? last?.startedAt ?? visit.enteredAt);
    const left = outwards(visit.parent).flatMap(({ exitedAt }) =>
      exitedAt === undefined ? [] : [Date.parse(exitedAt)],
    );
    const ends = [...left, ...stops.map((stop) => stop.from)].filter((each) => each >= known);
    return ends.length === 0 ? known : Math.min(...ends);
  };

  const endOf = (visit: Visit): number => {
    if (visit.exitedAt !== undefined) return Date.parse(visit.exitedAt);
    return visit.stopped ? endOfStopped(visit) : to;
  };

  const timingOf = (visit: Visit): StateTiming => {
    const entered = Date.parse(visit.enteredAt);
    const end = Math.max(endOf(visit), entered);
    const spans: Span[] = [];
    let at = entered;
    visit.attempts.forEach((attempt, index) => {
      const begin = Date.parse(attempt.startedAt);
      spans.push(...split(index === 0 ? 'work' : 'pause', at, begin, stops));
      const cut = stops.find((stop) => stop.from >= begin)?.from ?? end;
      at = attempt.endedAt === undefined ? Math.min(cut, end) : Date.parse(attempt.endedAt);
      spans.push({ kind: waitsForPerson(visit.state) ? 'person' : 'work', from: begin, to: at, attempt });
    });
    const retries = visit.exitedAt === undefined && visit.attempts.at(-1)?.fault !== undefined;
    const rest = visit.type === 'Wait' ? 'wait' : retries ? 'pause' : 'work';
    spans.push(...split(rest, at, end, stops));
    return { visit, from: entered, to: end, running: visit.exitedAt === undefined && !visit.stopped, spans };
  };

  const rows = journey.visits.map(timingOf);
  return { rows, from, to, between: to - from - covered(rows.filter(({ visit }) => visit.parent === undefined)) };
};

/** How much time the rows cover together. */
const covered = (rows: readonly StateTiming[]): number => {
  let sum = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of rows.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
};

/** How long each kind of time lasted in a stay, those that did not occur left out. */
export const timeByKind = ({ spans }: StateTiming): ReadonlyMap<SpanKind, number> => {
  const sums = new Map<SpanKind, number>();
  for (const { kind, from, to } of spans) {
    if (to > from) sums.set(kind, (sums.get(kind) ?? 0) + to - from);
  }
  return sums;
};
