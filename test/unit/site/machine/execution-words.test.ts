import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../../site/src/format/duration.ts';
import { messageOf } from '../../../../site/src/machine/cause-words.ts';
import { sayFailed, sayFault, sayOutcome } from '../../../../site/src/machine/execution-words.ts';
import type { Attempt, Journey, Visit } from '../../../../site/src/machine/visits.ts';

const attempt: Attempt = {
  startedAt: '2025-11-03T12:47:44.000Z',
  endedAt: '2025-11-03T12:47:45.000Z',
  fault: undefined,
  redriven: false,
  parameters: undefined,
};
const visit = (more: Partial<Visit> = {}): Visit => ({
  state: 'PersistOrder',
  type: 'Task',
  parent: undefined,
  iteration: undefined,
  enteredAt: '2025-11-03T12:47:44.000Z',
  exitedAt: undefined,
  input: undefined,
  output: undefined,
  attempts: [attempt],
  fault: undefined,
  stopped: true,
  redrives: 0,
  events: 4,
  ...more,
});
const journey = (failedAt?: Visit, fault?: Journey['fault']): Journey => ({
  visits: [],
  steps: [],
  visitOf: new Map(),
  ending: 'ExecutionFailed',
  fault,
  failedAt,
});

describe('a failure in one sentence', () => {
  const thrown = JSON.stringify({ errorType: 'OutcomeConflict', errorMessage: 'There is no record.', trace: ['at x'] });

  it('names the state, the tries and what a function threw', () => {
    const failed = journey(visit({ attempts: [attempt, attempt, attempt] }));
    expect(sayFailed('FAILED', { state: 'PersistOrder', error: 'OutcomeConflict', cause: thrown }, failed)).toBe(
      'PersistOrder failed after 3 tries: OutcomeConflict: There is no record.',
    );
  });

  it('does not count tries of a redrive as retries', () => {
    const failed = journey(visit({ attempts: [attempt, { ...attempt, redriven: true }] }));
    expect(sayFailed('FAILED', { error: 'Down' }, failed)).toBe('PersistOrder failed: Down.');
  });

  it('leaves out what AWS adds to its messages', () => {
    const cause =
      'Not allowed (Service: AWSLambda; Status Code: 403; Error Code: AccessDenied; Request ID: 1; Proxy: null)';
    expect(sayFault({ error: 'Lambda.AccessDenied', cause })).toBe('Lambda.AccessDenied: Not allowed.');
  });

  it('shortens what nobody would read', () => {
    const sentence = sayFault({ error: 'Long', cause: 'word '.repeat(500) });
    expect(sentence.length).toBeLessThan(240);
    expect(sentence).toMatch(/…$/);
  });

  it('tells a time limit, a person’s decision and an iteration', () => {
    expect(sayFailed('TIMED_OUT', {}, journey(visit(), { error: 'States.Timeout', cause: undefined }))).toBe(
      'PersistOrder timed out: States.Timeout.',
    );
    expect(sayFailed('ABORTED', { state: 'PersistOrder' }, journey())).toBe(
      'The execution was stopped by a person at PersistOrder.',
    );
    expect(sayFailed('ABORTED', { cause: 'By hand' }, journey())).toBe(
      'The execution was stopped by a person: By hand.',
    );
    expect(sayFailed('FAILED', { error: 'Down' }, journey(visit({ iteration: 1 })))).toBe(
      'PersistOrder failed in iteration 2: Down.',
    );
  });

  it('says so when no error was given', () => {
    expect(sayFailed('FAILED', {}, journey())).toBe('The execution failed: no error was given.');
  });

  it('takes a cause that is no JSON, or JSON of another kind, as it is', () => {
    expect([messageOf('plain'), messageOf('"text"'), messageOf('{"a":1}'), messageOf(undefined)]).toEqual([
      'plain',
      '"text"',
      '{"a":1}',
      undefined,
    ]);
  });
});

describe('an outcome in words', () => {
  it('tells what was special', () => {
    const visits = [visit(), visit()];
    expect(sayOutcome({ outcome: 'succeeded', visits, retries: 1, redrives: 2 })).toBe(
      'Succeeded, 2 visits, 1 retry, 2 redrives',
    );
    expect(sayOutcome({ outcome: 'not-reached', visits: [], retries: 0, redrives: 0 })).toBe('Not reached');
  });
});

describe('a span of time', () => {
  it.each([
    [-5, '0 ms'],
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [9999, '9.9 s'],
    [59_999, '59 s'],
    [184_000, '3 min 4 s'],
    [7_500_000, '2 h 5 min'],
    [190_800_000, '2 d 5 h'],
  ])('of %i ms is %s', (span, words) => {
    expect(formatDuration(span)).toBe(words);
  });
});
