import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../../lambdas/core/contract/support.ts';
import { readJourney } from '../../../../site/src/machine/journey.ts';
import { readTimings, timeByKind } from '../../../../site/src/machine/timings.ts';

const BEGIN = Date.parse('2026-11-03T12:00:00.000Z');
const HOUR = 3_600_000;

/** A history from `[milliseconds since the start, type, details]`; each event follows the one before it. */
const historyOf = (...told: readonly [at: number, type: string, details?: Record<string, unknown>][]): HistoryEvent[] =>
  told.map(([at, type, details], index) => ({
    id: index + 1,
    previousEventId: index,
    timestamp: new Date(BEGIN + at).toISOString(),
    type,
    ...(details && { details }),
  }));

const timingsOf = (events: HistoryEvent[], now = 0) =>
  readTimings(readJourney(events), events, BEGIN + now, (state) => state === 'AskReviewer');

const FAILURE = { error: 'Down', cause: 'It is down.' };

/** Seven retries, a review of an hour, a failure that stood for half an hour until it was redriven. */
const troubled = (): HistoryEvent[] => {
  const tries = Array.from({ length: 8 }, (_, index): [number, string, Record<string, unknown>?][] => [
    [20 + index * 1000, 'TaskScheduled', { parameters: '{}' }],
    [120 + index * 1000, index < 7 ? 'TaskFailed' : 'TaskSucceeded', index < 7 ? FAILURE : undefined],
  ]).flat();
  const asked = 7130;
  const persisted = asked + HOUR + 10;
  return historyOf(
    [0, 'ExecutionStarted'],
    [10, 'TaskStateEntered', { name: 'ValidateOrder' }],
    ...tries,
    [7125, 'TaskStateExited', { name: 'ValidateOrder' }],
    [asked, 'TaskStateEntered', { name: 'AskReviewer' }],
    [asked, 'TaskScheduled', { parameters: '{}' }],
    [asked + HOUR, 'TaskSucceeded'],
    [asked + HOUR, 'TaskStateExited', { name: 'AskReviewer' }],
    [persisted, 'TaskStateEntered', { name: 'PersistOrder' }],
    [persisted, 'TaskScheduled', { parameters: '{}' }],
    [persisted + 50, 'TaskFailed', FAILURE],
    [persisted + 60, 'ExecutionFailed', FAILURE],
    [persisted + 60 + HOUR / 2, 'ExecutionRedriven'],
    [persisted + 65 + HOUR / 2, 'TaskScheduled', { parameters: '{}' }],
    [persisted + 165 + HOUR / 2, 'TaskSucceeded'],
    [persisted + 170 + HOUR / 2, 'TaskStateExited', { name: 'PersistOrder' }],
    [persisted + 171 + HOUR / 2, 'ExecutionSucceeded'],
  );
};

describe('where the time of an execution went', () => {
  it('adds up to its duration, through retries, a person’s answer and a redrive', () => {
    const events = troubled();
    const { rows, from, to, between } = timingsOf(events);
    const duration = Date.parse(events.at(-1)?.timestamp ?? '') - BEGIN;
    expect([from, to - from]).toEqual([BEGIN, duration]);
    const spans = rows.flatMap((row) => row.spans);
    const sum = spans.reduce((all, span) => all + span.to - span.from, 0);
    expect(sum + between).toBe(duration);
    // To the start 10 ms, 5 and 10 between states, 1 to the end.
    expect(between).toBe(26);
    for (const row of rows) {
      const ends = [row.from, ...row.spans.map((span) => span.to)];
      expect(row.spans.map((span) => span.from)).toEqual(ends.slice(0, -1));
      expect(ends.at(-1)).toBe(row.to);
    }
  });

  it('tells work, pauses, a person’s time and standing still apart', () => {
    const [validate, ask, persist] = timingsOf(troubled()).rows.map((row) => Object.fromEntries(timeByKind(row)));
    expect(validate).toEqual({ work: 8 * 100 + 10 + 5, pause: 7 * 900 });
    expect(ask).toEqual({ person: HOUR });
    // 10 ms until the execution had failed, and 5 until the redrive went on, count as pause.
    expect(persist).toEqual({ work: 50 + 100 + 5, pause: 15, stopped: HOUR / 2 });
  });

  it('goes on until now where a state runs, and says so', () => {
    const events = historyOf(
      [0, 'ExecutionStarted'],
      [5, 'TaskStateEntered', { name: 'AskReviewer' }],
      [5, 'TaskScheduled'],
    );
    const { rows, to, between } = timingsOf(events, 90_000);
    expect(to).toBe(BEGIN + 90_000);
    expect(rows.map(({ running, to: end }) => [running, end])).toEqual([[true, BEGIN + 90_000]]);
    expect(between).toBe(5);
  });

  it('counts what is between a failed try and now as its pause', () => {
    const events = historyOf(
      [0, 'ExecutionStarted'],
      [0, 'TaskStateEntered', { name: 'PersistOrder' }],
      [0, 'TaskScheduled'],
      [40, 'TaskFailed', FAILURE],
    );
    const [row] = timingsOf(events, 2040).rows;
    expect(row && Object.fromEntries(timeByKind(row))).toEqual({ work: 40, pause: 2000 });
  });

  it('ends what was stopped where the execution was stopped', () => {
    const events = historyOf(
      [0, 'ExecutionStarted'],
      [0, 'TaskStateEntered', { name: 'AskReviewer' }],
      [0, 'TaskScheduled'],
      [7000, 'ExecutionAborted', FAILURE],
    );
    const { rows, to } = timingsOf(events, 99_000);
    expect(rows.map((row) => [row.running, row.to - BEGIN])).toEqual([[false, 7000]]);
    expect(to - BEGIN).toBe(7000);
  });

  it('counts branches that run side by side once', () => {
    const events = historyOf(
      [0, 'ExecutionStarted'],
      [0, 'ParallelStateEntered', { name: 'Both' }],
      [0, 'ParallelStateStarted'],
      [0, 'TaskStateEntered', { name: 'A' }],
      [0, 'TaskScheduled'],
      [300, 'TaskSucceeded'],
      [300, 'TaskStateExited', { name: 'A' }],
      [300, 'ParallelStateSucceeded'],
      [310, 'ParallelStateExited', { name: 'Both' }],
      [310, 'ExecutionSucceeded'],
    );
    const { rows, between } = timingsOf(events);
    expect(rows.map(({ visit }) => visit.state)).toEqual(['Both', 'A']);
    expect(between).toBe(0);
  });
});
