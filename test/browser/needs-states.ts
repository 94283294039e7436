import type { Page } from 'playwright-core';
import type { Attention, AttentionItem, FailureGroup, Problem } from '../../lambdas/core/contract/attention.ts';
import { LONG_STATE } from './support-states.ts';

const idOf = (number: number): string => `7K3M-9QXT-2V5H-${String(number).padStart(4, '0')}`;
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const failed = (number: number, group: FailureGroup): AttentionItem => ({
  ...{ orderId: idOf(number), problem: 'failed', since: ago(300 - number) },
  ...{ orderStatus: 'Received', customerName: number % 7 === 0 ? 'A customer of a name that is rather long' : 'Ada' },
  execution: { machine: group.machine, name: idOf(number), status: group.stopped ? 'ABORTED' : 'FAILED' },
  failure: {
    ...(group.state !== undefined && { state: group.state }),
    ...(group.error !== undefined && { error: group.error }),
    cause: 'The table could not be reached within two seconds, nor at any of the seven tries before.',
  },
});

/** Three causes at two states, stopped ones, and a cancellation. */
const groups: FailureGroup[] = (
  [
    ['OrderProcessing', false, 'PersistOrder', 'TemporarilyUnavailable', 180],
    ['OrderProcessing', false, LONG_STATE, 'Lambda.ResourceNotFoundException', 100],
    ['OrderProcessing', false, 'PublishConfirmation', 'States.Timeout', 20],
    ['OrderProcessing', true, 'ValidateOrder', undefined, 20],
    ['OrderCancellation', false, 'RecordCancellation', 'OutcomeConflict', 2],
  ] as const
).map(([machine, stopped, state, error, count]) => ({
  ...{ machine, stopped, state, count, oldest: ago(300) },
  ...(error !== undefined && { error }),
}));

const others = (problem: Problem, count: number, more: Partial<AttentionItem> = {}): AttentionItem[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ orderId: idOf(4000 + at), problem, since: ago(200 - at), customerName: 'Kim', ...more },
  }));

/** Two of them are about one order. */
const bouncedMails = (count: number): AttentionItem[] => {
  const mail = { occasion: 'OrderProcessed', outcome: 'bounced' } as const;
  return others('not-mailed', count, { orderStatus: 'Processed', mail }).map((item, at) =>
    at === 1 ? { ...item, orderId: idOf(4000), mail: { ...mail, occasion: 'OrderCancelled' } } : item,
  );
};

/** What needs a person after a bad day, as the API would tell it. */
const badDay = (): Attention => ({
  items: [
    ...Array.from({ length: 2 }, (_, at) => failed(at, groups[4] as FailureGroup)),
    ...others('delayed', 5, { orderStatus: 'Received' }),
    ...others('not-cancelled', 1, { orderStatus: 'Processed' }),
    ...others('answer-waits', 1, { orderStatus: 'AwaitingCustomer' }),
    ...others('review', 15, { orderStatus: 'UnderReview', until: ago(-3000) }),
    ...others('unanswered', 2, { orderStatus: 'AwaitingCustomer', until: ago(-90) }),
    ...others('unanswered', 1, { orderId: idOf(5000), orderStatus: 'AwaitingCustomer', until: ago(5) }),
    ...bouncedMails(20),
  ],
  counts: [
    { problem: 'failed', count: 322, more: false },
    { problem: 'delayed', count: 5, more: false },
    { problem: 'not-cancelled', count: 1, more: false },
    { problem: 'answer-waits', count: 1, more: false },
    { problem: 'review', count: 15, more: false },
    { problem: 'unanswered', count: 3, more: false },
    { problem: 'not-mailed', count: 20, more: true },
  ],
  ...{ failures: groups, more: true, unasked: [] },
});

/** Answers as after a bad day; `change` may make something else of it. */
export const answerBadDay = async (page: Page, change: (told: Attention) => Attention = (told) => told) => {
  await page.route('**/api/support/orders/search', (route) =>
    route.fulfill({ json: { orders: [], attention: change(badDay()) } }),
  );
  await page.route('**/api/support/dead-letters', (route) =>
    route.fulfill({ json: { queues: [{ name: 'orders', messages: 50, inFlight: 0, movable: true }] } }),
  );
  await page.route(/\/api\/support\/mails/, (route) =>
    route.fulfill({ json: { mails: bouncedMails(30), more: false } }),
  );
  await page.route(/\/api\/support\/failures/, (route) => {
    const query = new URL(route.request().url()).searchParams;
    const fits = (name: 'state' | 'error' | 'machine', group: FailureGroup): boolean =>
      !query.has(name) || query.get(name) === group[name];
    const group = groups.find((each) => (['state', 'error', 'machine'] as const).every((name) => fits(name, each)));
    const from = Number(query.get('cursor') ?? 0);
    const rest = group ? group.count - from : 0;
    const failures = Array.from({ length: Math.min(rest, 20) }, (_, at) => failed(from + at, group as FailureGroup));
    return route.fulfill({ json: { failures, groups, ...(rest > 20 && { cursor: String(from + 20) }) } });
  });
};
