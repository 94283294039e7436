import { actErasureOf } from './acts.ts';
import { erasureOf, type StoredOrder, unpricedTexts } from './erasure.ts';
import { isBeingSent, personalIn, type StoredMail } from './mails.ts';
import type { Account, Deps, OrderExecution, QueueCount } from './ports.ts';
import { emailKey } from './pseudonym.ts';

/** Why an order cannot be erased yet. */
export type Waiting = 'received' | 'running' | 'mail-claimed' | 'mail-due';

/** One order of the person and what is to be done with it. */
export interface FoundOrder {
  readonly order: StoredOrder;
  readonly mails: readonly StoredMail[];
  readonly executions: readonly OrderExecution[];
  /** How many acts of support on it hold a text that may tell of the person. */
  readonly texts: number;
  readonly state: 'erased' | 'open' | Waiting;
}

/** What is held of a person, and where. */
export interface Survey {
  readonly email: string;
  readonly account?: Account;
  readonly orders: readonly FoundOrder[];
  /** Spellings of the address that SES sends nothing to. */
  readonly suppressed: readonly string[];
  readonly queues: readonly QueueCount[];
}

/** An order that was decided this short a time ago has its mail on the way; later its mail has come, or failed. */
const MAIL_UNDERWAY_MS = 15 * 60_000;

/** Whether its customer was sent what became of it, or never can be; the version before noted that on the order. */
const isTold = ({ status, confirmationSentAt }: StoredOrder, mails: readonly StoredMail[]): boolean =>
  confirmationSentAt !== undefined ||
  mails.some((mail) => mail.occasion === `Order${status}` && (mail.sentAt ?? mail.outcome) !== undefined);

/** Why an order cannot be erased yet; undefined where it can. */
export const waitingFor = (
  order: StoredOrder,
  mails: readonly StoredMail[],
  executions: readonly OrderExecution[],
  sendsMails: boolean,
  now: Date,
): Waiting | undefined => {
  const { status, processedAt, confirmationClaimedUntil } = order;
  if (status === 'Received' || status === 'UnderReview' || status === 'AwaitingCustomer') return 'received';
  if (executions.some(({ stoppedAt }) => stoppedAt === undefined)) return 'running';
  if (confirmationClaimedUntil !== undefined && Date.parse(confirmationClaimedUntil) > now.getTime()) {
    return 'mail-claimed';
  }
  if (mails.some((mail) => isBeingSent(mail, now))) return 'mail-claimed';
  const decidedMs = Date.parse(processedAt ?? '');
  const due = sendsMails && !isTold(order, mails) && now.getTime() - decidedMs < MAIL_UNDERWAY_MS;
  return due ? 'mail-due' : undefined;
};

/** Everything that this order may be known by: its own records and, while there is an account, its customer's. */
const idsOf = async ({ orders }: Deps, email: string, account: Account | undefined): Promise<string[]> => {
  const lists = await Promise.all([
    orders.idsOfEmail(emailKey(email)),
    ...(account ? [orders.idsOfCustomer(account.sub)] : []),
  ]);
  return [...new Set(lists.flat())].toSorted();
};

const examine = async (deps: Deps, orderId: string): Promise<FoundOrder[]> => {
  const [order, mails, executions, acts] = await Promise.all([
    deps.orders.read(orderId),
    deps.mails.of(orderId),
    deps.executions.of(orderId),
    deps.acts.of(orderId),
  ]);
  if (!order) return [];
  const texts = acts.filter((act) => actErasureOf(act) !== undefined).length;
  const products = await deps.productsAmong(unpricedTexts(order));
  const isProduct = (text: string): boolean => products.has(text);
  const found = { order, mails, executions, texts };
  const isErased = erasureOf(order, isProduct) === undefined && mails.every((mail) => personalIn(mail).length === 0);
  if (isErased && texts === 0) return [{ ...found, state: 'erased' }];
  return [{ ...found, state: waitingFor(order, mails, executions, deps.sendsMails, deps.now()) ?? 'open' }];
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** Each way in which the person's address is spelt anywhere. */
const spellings = (email: string, account: Account | undefined, found: readonly FoundOrder[]): string[] => {
  const open = found.filter(({ state }) => state !== 'erased');
  const texts = [
    ...[email, emailKey(email), account?.email],
    ...open.flatMap(({ order, mails }) => [order.email, order.confirmationTo, ...mails.map(({ to }) => to)]),
  ];
  return [...new Set(texts.filter(isText).flatMap((text) => [text, emailKey(text)]))];
};

/** Finds what is held of a person; changes nothing. */
export const survey = async (deps: Deps, email: string): Promise<Survey> => {
  const account = await deps.accounts.find(email);
  const orders: FoundOrder[] = [];
  // One after another: DescribeExecution is admitted 15 times a second only, for the whole account.
  for (const orderId of await idsOf(deps, email, account)) orders.push(...(await examine(deps, orderId)));
  const suppressed: string[] = [];
  for (const address of spellings(email, account, orders)) {
    if (await deps.suppression.has(address)) suppressed.push(address);
  }
  return { email, ...(account && { account }), orders, suppressed, queues: await deps.queues() };
};

/** Whether nothing of the person is left that could be erased. */
export const isNothing = ({ account, orders, suppressed }: Survey): boolean =>
  account === undefined && suppressed.length === 0 && orders.every(({ state }) => state === 'erased');
