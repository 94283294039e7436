import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../../lambdas/core/contract/support.ts';
import { compareExecutions } from '../../../../site/src/machine/compare.ts';
import { readJourney } from '../../../../site/src/machine/journey.ts';
import { readTimings } from '../../../../site/src/machine/timings.ts';

const compared = (...told: readonly [at: number, type: string, details?: Record<string, unknown>][]) => {
  const events = told.map(
    ([at, type, details], index): HistoryEvent => ({
      id: index + 1,
      previousEventId: index,
      timestamp: new Date(at).toISOString(),
      type,
      ...(details && { details }),
    }),
  );
  const journey = readJourney(events);
  return { journey, timings: readTimings(journey, events, 0, () => false) };
};

describe('two executions of an order', () => {
  it('stand side by side, state by state', () => {
    const failed = compared(
      [0, 'ExecutionStarted'],
      [0, 'TaskStateEntered', { name: 'Validate' }],
      [0, 'TaskScheduled'],
      [50, 'TaskSucceeded'],
      [50, 'TaskStateExited', { name: 'Validate', output: '{"total":1}' }],
      [50, 'TaskStateEntered', { name: 'Persist' }],
      [50, 'TaskScheduled'],
      [60, 'TaskFailed', { error: 'Down' }],
      [1060, 'TaskScheduled'],
      [1070, 'TaskFailed', { error: 'Away' }],
      [1070, 'ExecutionFailed', { error: 'Away' }],
    );
    const afresh = compared(
      [0, 'ExecutionStarted'],
      [0, 'TaskStateEntered', { name: 'Validate' }],
      [0, 'TaskScheduled'],
      [20, 'TaskSucceeded'],
      [20, 'TaskStateExited', { name: 'Validate', output: '{"total":2}' }],
      [20, 'TaskStateEntered', { name: 'Persist' }],
      [20, 'TaskScheduled'],
      [30, 'TaskSucceeded'],
      [30, 'TaskStateExited', { name: 'Persist', output: '{}' }],
      [30, 'TaskStateEntered', { name: 'Publish' }],
      [31, 'ExecutionAborted'],
    );
    expect(compareExecutions(failed, afresh)).toEqual([
      {
        state: 'Validate',
        sides: [
          { outcome: 'succeeded', duration: 50, tries: 1, error: undefined, output: '{"total":1}' },
          { outcome: 'succeeded', duration: 20, tries: 1, error: undefined, output: '{"total":2}' },
        ],
      },
      {
        state: 'Persist',
        sides: [
          { outcome: 'failed', duration: 1020, tries: 2, error: 'Away', output: undefined },
          { outcome: 'succeeded', duration: 10, tries: 1, error: undefined, output: '{}' },
        ],
      },
      {
        state: 'Publish',
        sides: [
          { outcome: 'not-reached', duration: 0, tries: 0, error: undefined, output: undefined },
          { outcome: 'stopped', duration: 1, tries: 0, error: undefined, output: undefined },
        ],
      },
    ]);
  });
});
