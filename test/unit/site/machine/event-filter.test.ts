import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../../lambdas/core/contract/support.ts';
import { ALL_EVENTS, filterEvents, groupByVisit } from '../../../../site/src/machine/event-filter.ts';
import { readJourney } from '../../../../site/src/machine/journey.ts';

const told: readonly [type: string, details?: Record<string, unknown>][] = [
  ['ExecutionStarted', { input: '{"orderId":"A-1"}' }],
  ['TaskStateEntered', { name: 'ValidateOrder', input: '{"product":"Laptop"}' }],
  ['TaskScheduled', { parameters: '{}' }],
  ['TaskFailed', { error: 'Down', cause: 'the catalogue is "away"' }],
  ['TaskScheduled', { parameters: '{}' }],
  ['TaskSucceeded', { output: '{}' }],
  ['TaskStateExited', { name: 'ValidateOrder', output: '{}' }],
  ['TaskStateEntered', { name: 'PersistOrder' }],
  ['TaskScheduled', { parameters: '{}' }],
];

const events: HistoryEvent[] = told.map(([type, details], index) => ({
  id: index + 1,
  previousEventId: index,
  timestamp: new Date(index * 1000).toISOString(),
  type,
  ...(details && { details }),
}));
const journey = readJourney(events);

const idsOf = (filter: Partial<typeof ALL_EVENTS>) =>
  filterEvents(events, journey, { ...ALL_EVENTS, ...filter }).map(({ id }) => id);

describe('the filter of events', () => {
  it('leaves out nothing at first', () => {
    expect(idsOf({})).toHaveLength(events.length);
  });

  it('keeps those of a state, of a type, and those that tell of a failure', () => {
    expect(idsOf({ state: 'PersistOrder' })).toEqual([8, 9]);
    expect(idsOf({ type: 'TaskScheduled' })).toEqual([3, 5, 9]);
    expect(idsOf({ failedOnly: true })).toEqual([4]);
    expect(idsOf({ state: 'ValidateOrder', type: 'TaskScheduled' })).toEqual([3, 5]);
  });

  it('finds text in types, states and details, in any case and as it is read', () => {
    expect(idsOf({ text: 'laptop' })).toEqual([2]);
    expect(idsOf({ text: '"AWAY"' })).toEqual([4]);
    expect(idsOf({ text: 'persistorder' })).toEqual([8, 9]);
    expect(idsOf({ text: ' succeeded ' })).toEqual([6]);
    expect(idsOf({ text: 'nowhere' })).toEqual([]);
  });
});

describe('the compact list of events', () => {
  it('has a row for each stay in a state, and one for each event of none', () => {
    const groups = groupByVisit(events, journey);
    expect(groups.map(({ visit, events: own }) => [visit?.state, own.length])).toEqual([
      [undefined, 1],
      ['ValidateOrder', 6],
      ['PersistOrder', 2],
    ]);
  });
});
