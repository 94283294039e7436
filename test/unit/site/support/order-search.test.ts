import { describe, expect, it, vi } from 'vitest';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { SupportOrders, SupportSearch } from '../../../../lambdas/core/contract/support.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';
import { createSupportApi } from '../../../../site/src/api/support-api.ts';
import { createOrderSearch } from '../../../../site/src/stores/support/order-search.ts';
import { noAnswer, ok, problem, received } from './fakes.ts';

const order = received as OrderRecord;
const attention = { items: [], counts: [], failures: [], more: false, unasked: [] };

describe('a search of support', () => {
  it('shows the first page, and adds the next ones', async () => {
    const search = vi.fn(
      async ({ cursor }: SupportSearch): Promise<Answer<SupportOrders>> =>
        ok(cursor === undefined ? { orders: [order], cursor: 'next', attention } : { orders: [order, order] }),
    );
    const list = createOrderSearch({ search });
    await list.search({ email: 'ada@example.com' });
    expect(list.state.value).toMatchObject({ orders: [order], cursor: 'next', attention, loading: false });
    expect(await list.more()).toBe(2);
    expect(search).toHaveBeenLastCalledWith({ email: 'ada@example.com', cursor: 'next' });
    expect(list.state.value).toMatchObject({ cursor: undefined, attention });
    expect(list.state.value.orders).toHaveLength(3);
    expect(await list.more()).toBe(0);
  });

  it('does not show a late answer to an earlier search', async () => {
    const answers: ((answer: Answer<SupportOrders>) => void)[] = [];
    const list = createOrderSearch({ search: () => new Promise((resolve) => answers.push(resolve)) });
    const first = list.search({ status: 'Received' });
    const second = list.search({ status: 'Rejected' });
    answers[1]?.(ok({ orders: [] }));
    answers[0]?.(ok({ orders: [order] }));
    await Promise.all([first, second]);
    expect(list.state.value.orders).toEqual([]);
  });

  it('keeps what it has when a later page does not come', async () => {
    const answers: Answer<SupportOrders>[] = [
      ok({ orders: [order], cursor: 'next' }),
      noAnswer,
      ok({ orders: [order] }),
    ];
    const list = createOrderSearch({ search: async () => answers.shift() ?? noAnswer });
    await list.search({});
    expect(await list.more()).toBe(0);
    expect(list.state.value).toMatchObject({ orders: [order], cursor: 'next', failure: { kind: 'no-answer' } });
    expect(await list.more()).toBe(1);
    expect(list.state.value.failure).toBeUndefined();
  });

  it('tells a refusal', async () => {
    const list = createOrderSearch({ search: async () => problem(403, 'forbidden') });
    await list.search({});
    expect(list.state.value).toMatchObject({ orders: undefined, failure: { problem: { status: 403 } } });
  });
});

describe('a list that is looked at anew', () => {
  const at = (minute: number, status: 'Received' | 'Rejected' = 'Received'): OrderRecord =>
    ({
      ...order,
      ...(status === 'Rejected' && { status, reasons: ['No.'], processedAt: '2025-11-03T13:00:00Z' }),
      orderId: `7K3M-9QXT-2V5H-A1${String(minute).padStart(2, '0')}`,
      timestamp: `2025-11-03T12:${String(minute).padStart(2, '0')}:00Z`,
    }) as OrderRecord;
  const idsOf = (orders: readonly OrderRecord[] | undefined) => orders?.map(({ orderId }) => orderId.slice(-2));

  it('has what is new, keeps later pages, and says when it was', async () => {
    const answers: Answer<SupportOrders>[] = [
      ok({ orders: [at(9), at(8)], cursor: 'second' }),
      ok({ orders: [at(7)], cursor: 'third' }),
      ok({ orders: [at(11), at(9)], cursor: 'new' }),
    ];
    let now = 1;
    const list = createOrderSearch({ search: async () => answers.shift() ?? noAnswer }, () => now);
    await list.search({});
    await list.more();
    now = 2;
    await list.refresh();
    expect(idsOf(list.state.value.orders)).toEqual(['11', '09', '08', '07']);
    expect(list.state.value).toMatchObject({ cursor: 'third', asOf: 2 });
  });

  it('drops what fits no more, and takes a changed order as it is now', async () => {
    const answers: Answer<SupportOrders>[] = [ok({ orders: [at(9), at(8)] }), ok({ orders: [at(8, 'Rejected')] })];
    const list = createOrderSearch({ search: async () => answers.shift() ?? noAnswer });
    await list.search({});
    await list.refresh();
    expect(list.state.value.orders).toEqual([at(8, 'Rejected')]);
  });

  it('stays as it was, with its age, when no answer comes', async () => {
    const answers: Answer<SupportOrders>[] = [ok({ orders: [at(9)] })];
    let now = 1;
    const list = createOrderSearch({ search: async () => answers.shift() ?? noAnswer }, () => now);
    await list.search({});
    now = 2;
    await list.refresh();
    expect(list.state.value).toMatchObject({ orders: [at(9)], asOf: 1, failure: undefined });
  });
});

describe('the calls of support', () => {
  it('go where the API has them, signed in, with everything in the address escaped', async () => {
    const sent: string[] = [];
    const api = createSupportApi(async ({ method = 'GET', path, signedIn, body }) => {
      sent.push(
        `${method} ${path}${signedIn ? '' : ' unsigned'}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`,
      );
      return noAnswer;
    });
    await api.search({ email: 'a+b@example.com', status: 'Received' });
    await api.search({});
    await api.execution('A/B', {});
    await api.execution('A', { machine: 'OrderCancellation' });
    await api.history('A', { machine: 'OrderProcessing', name: 'A-2' }, 'x&y');
    await api.redrive('A', { redriveCount: 1, fresh: true });
    await api.resendConfirmation('A', 'OrderProcessed');
    await api.mail('A', 'OrderProcessed');
    await api.deadLetters();
    await api.peek('orders');
    await api.discard('orders', 'id/1');
    await api.startMove('orders');
    await api.move('orders');
    expect(sent).toEqual([
      'POST /api/support/orders/search {"email":"a+b@example.com","status":"Received"}',
      'POST /api/support/orders/search {}',
      'GET /api/support/orders/A%2FB/execution',
      'GET /api/support/orders/A/execution?machine=OrderCancellation',
      'GET /api/support/orders/A/execution?execution=A-2&machine=OrderProcessing&cursor=x%26y',
      'POST /api/support/orders/A/redrive {"redriveCount":1,"fresh":true}',
      'POST /api/support/orders/A/resend-confirmation {"occasion":"OrderProcessed"}',
      'GET /api/support/orders/A/mails/OrderProcessed',
      'GET /api/support/dead-letters',
      'GET /api/support/dead-letters/orders/messages',
      'DELETE /api/support/dead-letters/orders/messages/id%2F1',
      'POST /api/support/dead-letters/orders/redrive',
      'GET /api/support/dead-letters/orders/redrive',
    ]);
  });
});

it('keeps what was found far back, where the first pages have nothing', async () => {
  const first: SupportOrders = { orders: [], cursor: 'a', lookedBackTo: '2025-11-20T00:00:00Z' };
  const answers = [first, { orders: [order], cursor: 'b', lookedBackTo: '2025-11-01T00:00:00Z' }, first];
  const list = createOrderSearch({ search: async () => ok(answers.shift() ?? first) });
  await list.search({ from: '2025-01-01T00:00:00Z' });
  expect(list.state.value).toMatchObject({ orders: [], lookedBackTo: '2025-11-20T00:00:00Z' });
  await list.more();
  await list.refresh();
  expect(list.state.value).toMatchObject({ orders: [order], cursor: 'b', lookedBackTo: '2025-11-01T00:00:00Z' });
});
