import { describe, expect, it } from 'vitest';
import { erase } from '../../../cdk/operations/erase/erase.ts';
import { erasureOf, type StoredOrder } from '../../../cdk/operations/erase/erasure.ts';
import type { StoredMail } from '../../../cdk/operations/erase/mails.ts';
import type { Account } from '../../../cdk/operations/erase/ports.ts';
import { emailKey, pseudonymOf } from '../../../cdk/operations/erase/pseudonym.ts';
import { erasedText, retentionText, surveyText } from '../../../cdk/operations/erase/report.ts';
import { isNothing, survey, waitingFor } from '../../../cdk/operations/erase/survey.ts';
import { orderRecordSchema } from '../../../lambdas/core/contract/order.ts';
import { emailKey as tableEmailKey } from '../../../lambdas/core/support/search-index.ts';
import { aProcessedRecord, aReceivedRecord, aRejectedRecord, CUSTOMER_ID } from '../../helpers/factories.ts';
import { createWorld, Died, dyingAt, type Holdings, now } from './world.ts';

const EMAIL = 'Mark.Person@Example.com';
const personal = { customerName: 'Mark Person', email: EMAIL };
const search = { searchEmail: EMAIL.toLowerCase(), searchBucket: 'x', searchPosition: 'y' };
const stored = (orderId: string, changes: Partial<StoredOrder> = {}): StoredOrder => ({
  ...aProcessedRecord({ ...personal, orderId }),
  ...search,
  confirmationSentAt: '2025-11-03T12:47:46Z',
  confirmationTo: EMAIL,
  ...changes,
});
const received = (orderId: string): StoredOrder => ({ ...aReceivedRecord({ ...personal, orderId }), ...search });
const account: Account = {
  username: CUSTOMER_ID,
  sub: CUSTOMER_ID,
  email: EMAIL,
  attributeNames: ['email', 'name', 'sub'],
  status: 'CONFIRMED',
  enabled: true,
};
const FIRST = '1AAA-AAAA-AAAA-AAAA';
const SECOND = '2AAA-AAAA-AAAA-AAAA';
const THIRD = '3AAA-AAAA-AAAA-AAAA';
const act = (position: string, action: string) => ({
  orderId: SECOND,
  ...{ position, action, at: '2025-11-03T12:50:00.000Z', actor: 'x', by: 'sue@example.com' },
});
const ended = [{ status: 'SUCCEEDED', stoppedAt: new Date('2025-11-03T12:47:45Z') }];

const mailOf = (orderId: string, changes: Partial<StoredMail> = {}): StoredMail => ({
  ...{ orderId, occasion: 'OrderProcessed', sentAt: '2025-11-03T12:47:46Z', times: 1, outcome: 'bounced' },
  ...{ to: EMAIL, messageId: 'of-mark', trouble: 'Undelivered#1', since: '2025-11-03T12:47:49Z' },
  ...changes,
});

const all: Holdings = {
  account,
  orders: [
    stored(FIRST),
    stored(SECOND),
    stored(THIRD, { ...search, email: 'old@example.com', searchEmail: 'old@example.com' }),
  ],
  executions: { [FIRST]: ended, [SECOND]: ended },
  mails: [mailOf(SECOND), mailOf(SECOND, { occasion: 'OrderCancelled' })],
  acts: [
    { ...act('p1', 'cancel-order'), details: { reason: 'Mark Person rang', machine: 'OrderProcessing' } },
    { ...act('p2', 'note'), text: 'Mark rang' },
    { ...act('p3', 'redrive-order'), details: { aborted: true, redriveCount: 1 } },
  ],
  suppressed: [EMAIL],
  products: ['Laptop'],
};
const TRACES = /mark|person|old@example/i;
const anyProduct = () => true;

describe('what becomes of a record', () => {
  it.each([
    ['Processed', { ...aProcessedRecord(personal), ...search, confirmationTo: EMAIL }],
    ['Rejected', { ...aRejectedRecord(), ...personal, ...search }],
  ])('%s: still a record of its order, with nothing of the person', (_status, record) => {
    const erasure = erasureOf(record, anyProduct);
    const after = { ...record, ...erasure?.set };
    for (const name of erasure?.remove ?? []) delete (after as Record<string, unknown>)[name];
    expect(JSON.stringify(after)).not.toMatch(TRACES);
    const before: Record<string, unknown> = orderRecordSchema.parse(record);
    const { customerName: _, email: __, confirmationTo: ___, ...kept } = before;
    const { name, email: nobody } = pseudonymOf(CUSTOMER_ID);
    expect(orderRecordSchema.parse(after)).toEqual({ ...kept, customerName: name, email: nobody });
    expect(erasureOf(after, anyProduct)).toBeUndefined();
  });

  it('takes every attribute that is not known to be harmless', () => {
    const erasure = erasureOf(stored(FIRST, { deliveryAddress: { street: 'Mark Street' }, note: 'Mark' }), anyProduct);
    expect(erasure?.remove).toEqual(['confirmationTo', 'deliveryAddress', 'note']);
  });

  it('takes out what somebody typed for a product, and leaves the shop’s own names', () => {
    const lines = [
      { product: 'Mark $& 1', quantity: 1 },
      { product: 'Laptop', quantity: 2 },
    ];
    const reasons = [
      'There is no product “Mark $& 1” in the shop.',
      'There is no product "Mark $& 1" in the shop.',
      'At most 1 of “Laptop”.',
    ];
    const record = { ...aRejectedRecord(reasons), ...personal, items: lines, product: 'Mark $& 1 + 1 more' };
    expect(erasureOf(record, (text) => text === 'Laptop')?.set).toMatchObject({
      product: '(erased) + 1 more',
      items: [{ product: '(erased)', quantity: 1 }, lines[1]],
      reasons: [
        'There is no product “(erased)” in the shop.',
        'There is no product "(erased)" in the shop.',
        reasons[2],
      ],
    });
  });

  it('leaves the priced lines of a product that the shop no longer has', () => {
    expect(erasureOf(stored(FIRST), () => false)?.set).not.toHaveProperty('items');
  });

  it('bears a record that lacks what it should have', () => {
    const after = erasureOf({ orderId: FIRST, email: EMAIL, items: 'none' }, anyProduct);
    expect(after?.set).toEqual({
      customerName: pseudonymOf(FIRST).name,
      email: pseudonymOf(FIRST).email,
      searchEmail: pseudonymOf(FIRST).email,
    });
  });

  it('spells the key of an address as the table’s index does', () => {
    for (const text of [` ${EMAIL} `, 'ÄÖ@Example.COM', 'a@b']) expect(emailKey(text)).toBe(tableEmailKey(text));
  });
});

describe('an order that must wait', () => {
  const of = (changes: Partial<StoredOrder>, executions = ended as readonly { status: string; stoppedAt?: Date }[]) =>
    waitingFor(stored(FIRST, changes), [], executions, true, now);
  const late = { confirmationSentAt: undefined, processedAt: '2025-11-04T11:59:00Z' };
  const withMail = (mail: Partial<StoredMail>, changes: Partial<StoredOrder> = {}) =>
    waitingFor(stored(FIRST, changes), [mailOf(FIRST, mail)], ended, true, now);
  it.each([
    ['is not decided', 'received', of({ status: 'Received' })],
    ['has a workflow that runs', 'running', of({}, [...ended, { status: 'RUNNING' }])],
    ['has a mail being sent', 'mail-claimed', of({ confirmationClaimedUntil: '2025-11-04T12:00:01.000Z' })],
    ['has another mail being sent', 'mail-claimed', withMail({ claimedUntil: '2025-11-04T12:00:01.000Z' })],
    ['was told of late', undefined, withMail({}, late)],
    ['has its mail on the way', 'mail-due', of({ confirmationSentAt: undefined, processedAt: '2025-11-04T11:59:00Z' })],
    ['had a claim that is over', undefined, of({ confirmationClaimedUntil: '2025-11-04T12:00:00.000Z' })],
    ['got no mail in time', undefined, of({ confirmationSentAt: undefined })],
  ])('%s: %s', (_when, why, found) => {
    expect(found).toBe(why);
  });

  it('is no matter of mails in a shop that sends none', () => {
    const fresh = stored(FIRST, { confirmationSentAt: undefined, processedAt: '2025-11-04T11:59:00Z' });
    expect(waitingFor(fresh, [], ended, false, now)).toBeUndefined();
  });
});

describe('erasing a person', () => {
  const expectNothingOf = async (world: ReturnType<typeof createWorld>) => {
    const acts = [...world.state.acts.values()].filter(({ orderId }) => world.state.orders.has(orderId));
    expect(JSON.stringify([...world.state.orders.values(), world.state.mails, ...acts])).not.toMatch(TRACES);
    expect(world.state).toMatchObject({ account: undefined, suppressed: new Set() });
    expect(isNothing(await survey(world.deps(), EMAIL))).toBe(true);
  };

  it('closes the account first and deletes it last', async () => {
    const world = createWorld(all);
    const { step, names } = dyingAt(-1, 'before');
    const result = await erase(world.deps(step), EMAIL.toUpperCase());
    expect(names).toEqual([
      'close',
      `unsuppress ${EMAIL}`,
      `erase ${FIRST}`,
      'erase act p1',
      'erase act p2',
      `erase ${SECOND}`,
      `erase mail ${SECOND}`,
      `erase mail ${SECOND}`,
      `erase ${THIRD}`,
      'delete account',
    ]);
    expect(result).toMatchObject({ erasedNow: [FIRST, SECOND, THIRD], left: [], accountDeleted: true });
    await expectNothingOf(world);
  });

  it.each(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number) =>
      (['before', 'after'] as const).map((when) => [number, when] as const),
    ),
  )('can be repeated after it died at write %i, %s its effect', async (number, when) => {
    const world = createWorld(all);
    await expect(erase(world.deps(dyingAt(number, when).step), EMAIL)).rejects.toBeInstanceOf(Died);
    expect((await erase(world.deps(), EMAIL)).left).toEqual([]);
    await expectNothingOf(world);
  });

  it('leaves who of support did what, and takes what they wrote', async () => {
    const world = createWorld(all);
    const found = await survey(world.deps(), EMAIL);
    expect(surveyText(found, now)).toContain('notes and reasons of support in 2 acts on their orders');
    const result = await erase(world.deps(), EMAIL);
    expect(erasedText(result, now)).toContain('2 acts on their orders: erased; who did what and when stays');
    expect([...world.state.acts.values()]).toEqual([
      { ...act('p1', 'cancel-order'), details: { reason: '(erased)', machine: 'OrderProcessing' } },
      { ...act('p2', 'note'), text: '(erased)' },
      { ...act('p3', 'redrive-order'), details: { aborted: true, redriveCount: 1 } },
    ]);
  });

  it('finds what was noted since, by the address of the pseudonym', async () => {
    const world = createWorld(all);
    await erase(world.deps(), EMAIL);
    world.state.acts.set('p4', { ...act('p4', 'note'), text: 'Mark again', later: 'Mark' });
    const { email } = pseudonymOf(CUSTOMER_ID);
    expect((await erase(world.deps(), email)).erasedNow).toEqual([SECOND]);
    expect(world.state.acts.get('p4')).toEqual({ ...act('p4', 'note'), text: '(erased)' });
  });

  it('gives an order the same pseudonym whichever run erased it', async () => {
    const [once, interrupted] = [createWorld(all), createWorld(all)];
    await erase(once.deps(), EMAIL);
    await erase(interrupted.deps(dyingAt(3, 'after').step), EMAIL).catch(() => undefined);
    await erase(interrupted.deps(), EMAIL);
    expect(interrupted.state.orders).toEqual(once.state.orders);
  });

  it('does no harm when two run at once, wherever they meet', async () => {
    for (let lead = 0; lead < 12; lead++) {
      const world = createWorld(all);
      let turns = 0;
      const slowly = async <T>(_name: string, write: () => T): Promise<T> => {
        for (let wait = 0; wait < lead; wait++) await Promise.resolve();
        turns++;
        return write();
      };
      const [a, b] = await Promise.all([erase(world.deps(slowly), EMAIL), erase(world.deps(), EMAIL)]);
      expect([...a.left, ...b.left]).toEqual([]);
      expect(turns).toBeGreaterThan(0);
      await expectNothingOf(world);
    }
  });

  it('finds nothing of a stranger, and says so', async () => {
    const world = createWorld(all);
    const found = await survey(world.deps(), 'stranger@example.com');
    expect(isNothing(found)).toBe(true);
    expect(surveyText(found, now)).toMatch(/Account +none\n +Orders +none/);
    const result = await erase(world.deps(), 'stranger@example.com');
    expect(erasedText(result, now)).toMatch(/^There is nothing left to erase\./);
    expect(world.state.account).toEqual(account);
  });

  it('leaves an order that is not decided, keeps the account closed for it, and ends once it is', async () => {
    const world = createWorld({ ...all, orders: [stored(FIRST), received(SECOND)] });
    const result = await erase(world.deps(), EMAIL);
    expect(result).toMatchObject({ erasedNow: [FIRST], left: [{ state: 'received' }], accountDeleted: false });
    expect(world.state.orders.get(SECOND)).toEqual(received(SECOND));
    expect(world.state).toMatchObject({ account: { enabled: false }, signedOut: true });
    expect(erasedText(result, now)).toContain(`${SECOND}  not decided yet (Received)`);
    world.state.orders.set(SECOND, stored(SECOND));
    expect((await erase(world.deps(), EMAIL)).accountDeleted).toBe(true);
    await expectNothingOf(world);
  });

  it('finds what is left by the address when the account is gone', async () => {
    const world = createWorld({ orders: [stored(FIRST)], products: ['Laptop'] });
    expect(surveyText(await survey(world.deps(), EMAIL), now)).toContain('1 other or earlier account');
    await erase(world.deps(), EMAIL);
    await expectNothingOf(world);
  });

  it('leaves what became of its mails, and takes them off the list of troubles', async () => {
    const world = createWorld(all);
    await erase(world.deps(), EMAIL);
    const kept = { orderId: SECOND, sentAt: '2025-11-03T12:47:46Z', times: 1, outcome: 'bounced' };
    expect(world.state.mails).toEqual([
      { ...kept, occasion: 'OrderProcessed' },
      { ...kept, occasion: 'OrderCancelled' },
    ]);
  });

  it('finds the address by which an earlier mail was sent on the suppression list', async () => {
    const world = createWorld({
      ...all,
      mails: [mailOf(FIRST, { to: 'old@example.com' })],
      suppressed: ['old@example.com'],
    });
    await erase(world.deps(), EMAIL);
    await expectNothingOf(world);
  });

  it('leaves an order whose mail is claimed as its record is erased, for the next run', async () => {
    const world = createWorld({ ...all, orders: [stored(FIRST)], mails: [mailOf(FIRST)] });
    const claimed = mailOf(FIRST, { claimedUntil: '2025-11-04T12:01:00.000Z' });
    const deps = world.deps(async (name, write) => {
      if (name === `erase ${FIRST}`) world.state.mails = [claimed];
      return write();
    });
    expect(await erase(deps, EMAIL)).toMatchObject({ erasedNow: [], left: [{ state: 'open' }], accountDeleted: false });
    expect(world.state.mails).toEqual([claimed]);
    world.state.mails = [mailOf(FIRST)];
    expect((await erase(world.deps(), EMAIL)).erasedNow).toEqual([FIRST]);
    await expectNothingOf(world);
  });

  it('leaves an order that changes in the same moment, for the next run', async () => {
    const world = createWorld({ ...all, orders: [stored(FIRST)] });
    const deps = world.deps(async (name, write) => {
      if (name === `erase ${FIRST}`) {
        world.state.orders.set(FIRST, stored(FIRST, { confirmationClaimedUntil: '2025-11-04T12:01:00.000Z' }));
      }
      return write();
    });
    expect(await erase(deps, EMAIL)).toMatchObject({ erasedNow: [], left: [{ state: 'open' }], accountDeleted: false });
    world.state.orders.set(FIRST, stored(FIRST));
    expect((await erase(world.deps(), EMAIL)).erasedNow).toEqual([FIRST]);
  });

  it('takes out what was written between reading and erasing', async () => {
    const world = createWorld({ ...all, mails: [], orders: [stored(FIRST, { confirmationTo: undefined })] });
    const deps = world.deps(async (name, write) => {
      const order = world.state.orders.get(FIRST);
      if (name === `erase ${FIRST}` && order?.email === EMAIL) {
        world.state.orders.set(FIRST, { ...order, confirmationTo: EMAIL });
      }
      return write();
    });
    expect((await erase(deps, EMAIL)).erasedNow).toEqual([FIRST]);
    await expectNothingOf(world);
  });
});

describe('the report', () => {
  it('tells until when what cannot be erased is kept', async () => {
    const { orders } = await survey(createWorld(all).deps(), EMAIL);
    const text = retentionText(orders, now);
    expect(text).toContain('of 2 orders: name, address, what was ordered; the last is deleted on 2026-02-01');
    expect(text).toContain('2025-12-09');
    expect(text).toContain('2025-12-04');
  });

  it('gives no date for a history that still grows', async () => {
    const executions = { [FIRST]: [{ status: 'RUNNING' }] };
    const { orders } = await survey(createWorld({ ...all, executions }).deps(), EMAIL);
    expect(retentionText(orders, now)).toContain('one still runs');
  });

  it('says when to look again', async () => {
    const result = await erase(createWorld(all).deps(), EMAIL);
    expect(erasedText(result, now)).toContain('Run this once more after 2025-11-04 12:15 UTC');
  });
});
