import { describe, expect, it } from 'vitest';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { readJourney } from '../../../../site/src/machine/journey.ts';
import { storyOf } from '../../../../site/src/machine/story.ts';
import { aProcessedRecord } from '../../../helpers/factories.ts';

const at = (second: number): string => `2026-11-03T12:00:${String(second).padStart(2, '0')}.000Z`;

describe('the story of an order', () => {
  it('is one time line of the order, its execution and what support did', () => {
    const order: OrderResponse = { ...aProcessedRecord(), timestamp: '2026-11-03T12:00:00Z' };
    const journey = readJourney([
      { id: 1, previousEventId: 0, timestamp: at(1), type: 'ExecutionStarted' },
      { id: 2, previousEventId: 1, timestamp: at(2), type: 'TaskStateEntered', details: { name: 'ValidateOrder' } },
      { id: 3, previousEventId: 2, timestamp: at(5), type: 'TaskStateExited', details: { name: 'ValidateOrder' } },
      { id: 4, previousEventId: 3, timestamp: at(6), type: 'ExecutionSucceeded' },
    ]);
    const note = { at: at(3), action: 'note' as const, by: 'sue', text: 'Hm.' };
    const story = storyOf({ order, journey, endedAt: at(6), activity: [note] });
    expect(story.map(({ at: when, kind }) => [Date.parse(when) - Date.parse(at(0)), kind])).toEqual([
      [0, 'accepted'],
      [2000, 'entered'],
      [3000, 'acted'],
      [6000, 'ended'],
    ]);
  });

  it('tells when each mail went out, first and again, and what became of it', () => {
    const mail = { occasion: 'OrderProcessed', eventType: 'OrderProcessed' as const, to: 'ada@example.com' };
    const twice = { firstSentAt: at(10), sentAt: at(20), times: 2, outcome: 'bounced' as const, outcomeAt: at(22) };
    const never = { occasion: 'OrderCancelled', eventType: 'OrderCancelled' as const, outcome: 'pending' as const };
    const order: OrderResponse = {
      ...aProcessedRecord(),
      timestamp: at(0),
      mails: [{ ...mail, ...twice }, never, { ...mail, outcome: 'sent', sentAt: at(5) }],
    };
    const story = storyOf({ order, journey: readJourney([]), endedAt: undefined, activity: [] });
    expect(story.map((each) => [each.at, each.kind === 'mailed' ? each.what : each.kind])).toEqual([
      [at(0), 'accepted'],
      [at(5), 'sent'],
      [at(10), 'sent'],
      [at(20), 'sent-again'],
      [at(22), 'told'],
    ]);
  });

  it('tells what there is where parts are missing', () => {
    const story = storyOf({ order: undefined, journey: readJourney([]), endedAt: undefined, activity: [] });
    expect(story).toEqual([]);
  });
});
