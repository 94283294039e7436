import { readFileSync } from 'node:fs';
import aslValidator from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { bulkTaskSchema, MAX_BULK_ITEMS } from '../../lambdas/core/contract/bulk.ts';
import { StillRunning } from '../../lambdas/core/support/bulk-item.ts';

interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds: number;
  BackoffRate: number;
  MaxDelaySeconds: number;
  MaxAttempts: number;
}

interface State {
  Type: string;
  Seconds?: number;
  TimeoutSeconds?: number;
  Retry?: Retrier[];
  Catch?: { ErrorEquals: string[]; Output: string; Next: string }[];
  Arguments?: { Payload: unknown };
  Output?: unknown;
  Choices?: { Condition: string; Output?: string; Next: string }[];
}

const text = readFileSync(new URL('../../statemachines/bulk-action.asl.json', import.meta.url), 'utf8');
const machine = JSON.parse(text);
const outer: Record<string, State> = machine.States;
const inner: Record<string, State> = machine.States.ActOnEach.ItemProcessor.States;
const triesOf = ({ Retry = [] }: State): number => 1 + Retry.reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 0);
const delaysOf = ({ Retry = [] }: State): number[] =>
  Retry.flatMap(({ MaxAttempts, MaxDelaySeconds, IntervalSeconds, BackoffRate }) =>
    Array.from({ length: MaxAttempts }, (_, attempt) =>
      Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** attempt),
    ),
  );
const worstSeconds = (state: State): number =>
  (state.Seconds ?? 0) +
  (state.TimeoutSeconds ?? 0) * triesOf(state) +
  delaysOf(state).reduce((sum, delay) => sum + delay, 0);
const sum = (states: Record<string, State>, of: (state: State) => number): number =>
  Object.values(states).reduce((total, state) => total + of(state), 0);

const evaluate = (expression: string | undefined, states: object): Promise<unknown> =>
  jsonata(String(expression).slice(2, -2)).evaluate({}, { states });
const filledIn = async (template: unknown, states: object): Promise<unknown> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(Object(template)).map(async ([name, value]) => [
        name,
        typeof value === 'string' && value.startsWith('{%') ? await evaluate(value, states) : value,
      ]),
    ),
  );

const items = ['AAAA-AAAA-AAAA-AAAA', 'BBBB-BBBB-BBBB-BBBB', 'CCCC-CCCC-CCCC-CCCC'].map((orderId) => ({ orderId }));
const input = { bulkId: 'monday-morning', action: 'redrive', requestedBy: 'sue', tryFirst: true, items };

describe('BulkAction', () => {
  it('is valid, and catches whatever fails of one order', () => {
    expect(aslValidator(machine).errors).toEqual([]);
    for (const state of [...Object.values(outer), ...Object.values(inner)].filter(({ Type }) => Type === 'Task')) {
      expect(state.Catch?.map(({ ErrorEquals }) => ErrorEquals)).toEqual([['States.ALL']]);
      expect(state.TimeoutSeconds).toBe(15);
    }
  });

  it('never outgrows the history of an execution, 25,000 events, with every retry of every order', () => {
    // A try is scheduled, started and ended; a state is entered and left; an iteration is started and ended.
    const eventsOf = (state: State): number => 2 + (state.Type === 'Task' ? 3 * triesOf(state) : 0);
    const ofOne = 2 + sum(inner, eventsOf);
    expect(ofOne).toBe(46);
    expect(MAX_BULK_ITEMS * ofOne + sum(outer, eventsOf)).toBeLessThan(25_000);
  });

  it('gives itself more time than its orders take at worst, and begins at most four orders in two seconds', () => {
    const { MaxConcurrency } = machine.States.ActOnEach;
    expect(MaxConcurrency).toBe(4);
    expect(inner.LetItRun?.Seconds).toBe(2);
    const rounds = MAX_BULK_ITEMS / MaxConcurrency;
    const longest = rounds * sum(inner, worstSeconds) + sum(outer, worstSeconds);
    expect(longest).toBeLessThan(machine.TimeoutSeconds);
  });

  it('follows the first one for five minutes, and each other one for twelve seconds after the pause', () => {
    const still = (state: State | undefined) =>
      delaysOf({ Type: 'Task', Retry: (state?.Retry ?? []).slice(0, 1) }).reduce((total, delay) => total + delay, 0);
    expect(outer.FollowFirst?.Retry?.[0]?.ErrorEquals).toEqual([new StillRunning('').name]);
    expect(Math.round(still(outer.FollowFirst))).toBe(304);
    expect(inner.Look?.Retry?.[0]?.ErrorEquals).toEqual([new StillRunning('').name]);
    expect(still(inner.Look)).toBe(12);
  });

  it('hands its function what that takes, and goes on with all but the first one', async () => {
    const context = { State: { EnteredTime: '2026-11-03T12:00:00.000Z' } };
    const act = await filledIn(outer.TryFirst?.Arguments?.Payload, { input, context });
    expect(bulkTaskSchema.parse(act)).toMatchObject({ step: 'act', item: items[0], requestedBy: 'sue' });
    const acted = { ...input, acted: { state: 'succeeded' } };
    const look = await filledIn(outer.FollowFirst?.Arguments?.Payload, { input: acted });
    expect(bulkTaskSchema.parse(look)).toMatchObject({ step: 'look', item: items[0], acted: { state: 'succeeded' } });
    const [rule] = outer.DidItHelp?.Choices ?? [];
    expect(await evaluate(rule?.Condition, { input: acted })).toBe(true);
    expect(await evaluate(rule?.Condition, { input: { ...input, acted: { state: 'failed-again' } } })).toBe(false);
    expect(await evaluate(rule?.Output, { input: acted })).toMatchObject({ items: items.slice(1) });
    const two = { ...acted, items: items.slice(0, 2) };
    expect(JSON.parse(JSON.stringify(await evaluate(rule?.Output, { input: two })))).toMatchObject({
      items: [items[1]],
    });
  });

  it('tries the first one only where that was asked for and there are others', async () => {
    const [rule] = outer.HowToBegin?.Choices ?? [];
    expect(await evaluate(rule?.Condition, { input })).toBe(true);
    expect(await evaluate(rule?.Condition, { input: { ...input, tryFirst: false } })).toBe(false);
    expect(await evaluate(rule?.Condition, { input: { ...input, items: items.slice(0, 1) } })).toBe(false);
  });
});
