import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../site/src/stores/support/remedy-outcome.ts';
import { ORDER_ID } from './fakes.ts';

const begun = { remedy: 'redrive', name: ORDER_ID, redriveCount: 0 } as const;
const execution = (status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED', redriveCount = 1, name = ORDER_ID) => ({
  name,
  redriveCount,
  status,
});

describe('what is told of a remedy', () => {
  it('is that it began, as long as it is under way or not seen yet', () => {
    const text = 'The execution is redriven. This page follows it.';
    expect(outcomeOf(begun, execution('FAILED', 0), true)).toEqual({ text, bad: false });
    expect(outcomeOf(begun, execution('RUNNING'), true)).toEqual({ text, bad: false });
  });

  it('is its end, once there is one', () => {
    expect(outcomeOf(begun, execution('SUCCEEDED'), false)).toEqual({
      text: 'The execution was redriven, and succeeded.',
      bad: false,
    });
    expect(outcomeOf(begun, execution('FAILED'), false)).toEqual({
      text: 'The execution was redriven, and failed again.',
      bad: true,
    });
    expect(outcomeOf(begun, execution('ABORTED'), false)).toMatchObject({ bad: true });
  });

  it('is the end of the other execution that was started', () => {
    const fresh = { ...begun, remedy: 'fresh' } as const;
    expect(outcomeOf(fresh, execution('FAILED', 0, `${ORDER_ID}.2`), false).text).toBe(
      'Another execution was started, and failed again.',
    );
    const start = { remedy: 'start', name: undefined, redriveCount: 0 } as const;
    expect(outcomeOf(start, execution('FAILED', 0), false).text).toBe('The execution was started, and failed.');
  });

  it('is that nothing is seen of it, when no more looks are to come', () => {
    expect(outcomeOf(begun, execution('FAILED', 0), false)).toMatchObject({ bad: true });
  });
});
