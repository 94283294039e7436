import { describe, expect, it } from 'vitest';
import { readJourney } from '../../../../site/src/machine/journey.ts';
import { outcomesOf } from '../../../../site/src/machine/outcome.ts';

const event = (id: number, type: string, details: Record<string, unknown> = {}) => ({
  id,
  previousEventId: id - 1,
  timestamp: new Date(Date.UTC(2025, 10, 3) + id * 1000).toISOString(),
  type,
  details,
});

describe('an execution that a person stopped between two tries', () => {
  it('shows its state as stopped, and the try as failed', () => {
    const journey = readJourney([
      event(1, 'ExecutionStarted'),
      event(2, 'TaskStateEntered', { name: 'Persist', input: '{}' }),
      event(3, 'TaskScheduled', { parameters: '{}' }),
      event(4, 'TaskStarted'),
      event(5, 'TaskFailed', { error: 'Busy', cause: 'later' }),
      event(6, 'ExecutionAborted', { error: 'Stopped', cause: 'by hand' }),
    ]);
    expect(outcomesOf(journey)('Persist').outcome).toBe('stopped');
    expect(journey.failedAt?.attempts.map(({ fault }) => fault?.error)).toEqual(['Busy']);
    expect(journey.fault).toEqual({ error: 'Stopped', cause: 'by hand' });
  });
});
