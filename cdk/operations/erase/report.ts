import type { Erased } from './erase.ts';
import type { Account, QueueCount } from './ports.ts';
import { pseudonymOf } from './pseudonym.ts';
import { type Retention, retentionOf } from './retention.ts';
import type { DeployedStack } from './stack.ts';
import type { FoundOrder, Survey } from './survey.ts';

const day = (moment: Date): string => moment.toISOString().slice(0, 10);
const minute = (moment: Date): string => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
const entry = (label: string, ...lines: readonly string[]): string[] =>
  lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(18)} ${line}`);

const WHY_LEFT: Readonly<Record<FoundOrder['state'], string>> = {
  received: 'not decided yet (Received): settle it, see the runbook, "An order stays Received"',
  running: 'its workflow is still running',
  'mail-claimed': 'a mail about it is being sent at this moment',
  'mail-due': 'decided a moment ago; its mail is on the way',
  open: 'it was changed at the same moment',
  erased: 'erased',
};

const orderLines = (orders: readonly FoundOrder[]): string[] =>
  orders.map(({ order, state }) => `  ${order.orderId}  ${WHY_LEFT[state]}`);

const countsByStatus = (orders: readonly FoundOrder[]): string => {
  const groups = Map.groupBy(orders, ({ order }) => order.status ?? 'without status');
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([status, found]) => `${found.length} ${status}`)
    .join(', ');
};

const textsIn = (orders: readonly FoundOrder[]): number => orders.reduce((sum, { texts }) => sum + texts, 0);
const actsLine = (texts: number): string => `notes and reasons of support in ${many(texts, 'act')} on their orders`;

const accountLine = (account: Account | undefined): string => {
  if (!account) return 'none';
  const { status, enabled, createdAt, attributeNames } = account;
  const since = createdAt ? `, created ${minute(createdAt)}` : '';
  return `${status}, ${enabled ? 'enabled' : 'disabled'}${since}; attributes: ${attributeNames.join(', ')}`;
};

const queueLines = (queues: readonly QueueCount[], now: Date): string[] => {
  const filled = queues.filter(({ messages }) => messages > 0);
  if (filled.length === 0) return [`nothing in any of the ${queues.length}`];
  return filled.map(
    ({ name, messages, retentionSeconds }) =>
      `${name}: about ${many(messages, 'message')}, kept until ${minute(new Date(now.getTime() + retentionSeconds * 1000))} at most`,
  );
};

/** Whom the command is about, and where. */
export const heading = (stack: DeployedStack, email: string): string => {
  const [, , , region, account] = stack.id.split(':');
  return `${email} in ${stack.name} (account ${account}, region ${region})`;
};

/** What is held of a person, as lines of text. */
export const surveyText = ({ account, orders, suppressed, queues }: Survey, now: Date): string => {
  const erased = orders.filter(({ state }) => state === 'erased');
  const held = orders.filter(({ state }) => state !== 'erased');
  const waiting = held.filter(({ state }) => state !== 'open');
  const texts = textsIn(held);
  const others = new Set(held.map(({ order }) => order.customerId).filter((id) => id !== account?.sub));
  return [
    'Held of this person:',
    ...entry('Account', accountLine(account)),
    ...entry(
      'Orders',
      ...(held.length === 0 ? ['none'] : [`${held.length}: ${countsByStatus(held)}`]),
      ...(waiting.length > 0 ? ['of which these cannot be erased yet:', ...orderLines(waiting)] : []),
      ...(others.size > 0 ? [`placed by ${many(others.size, 'other or earlier account')} with this address`] : []),
      ...(erased.length > 0 ? [`and ${erased.length} erased already`] : []),
    ),
    ...entry('Activity', texts === 0 ? 'no text about them' : actsLine(texts)),
    ...entry('Suppression list', suppressed.length === 0 ? 'no entry' : suppressed.join(', ')),
    ...entry('Queues', ...queueLines(queues, now), '(counted only: messages of anybody; they cannot be searched)'),
  ].join('\n');
};

const historiesLine = ({ histories: { orders, until } }: Retention): string => {
  if (orders === 0) return 'of no order that was found';
  const who = `workflows of ${many(orders, 'order')}: name, address, what was ordered;`;
  return `${who} ${until ? `the last is deleted on ${day(until)}` : 'each 90 days after it ended, and one still runs'}`;
};

/** What nobody can erase, and until when. */
export const retentionText = (orders: readonly FoundOrder[], now: Date): string => {
  const kept = retentionOf(orders, now);
  return [
    'Cannot be erased, and ends by itself:',
    ...entry('Histories', historiesLine(kept)),
    ...entry(
      'Backups',
      `until ${day(kept.backupsUntil)}, the tables as they were until now can be restored from its point-in-time recovery;`,
      'backups and exports that somebody made by hand were not looked for',
    ),
    ...entry('Traces', `order ids only, until ${day(kept.tracesUntil)}`),
    ...entry('Logs', 'no name and no address; order ids, 7 days (dev) or 90 days (prod)'),
    ...entry('Mails', 'SES keeps none that it sent; each is where it was delivered'),
  ].join('\n');
};

/** Where nothing was found: an earlier run may have erased it, and nothing leads from the address to its orders. */
export const nothingText = [
  'There is nothing left to erase.',
  '',
  'What an earlier run erased still ends by itself, on the dates that it told: workflow histories 90 days after each',
  'ended, backups 35 days after the erasure.',
].join('\n');

const doneLines = ({ survey, erasedNow, accountDeleted, left }: Erased): string[] => {
  const { account, orders, suppressed } = survey;
  const done = orders.filter(({ order }) => erasedNow.includes(order.orderId));
  const texts = textsIn(done);
  const names = new Set(done.map(({ order }) => pseudonymOf(order.customerId ?? order.orderId).name));
  return [
    ...(account && accountDeleted ? entry('Account', 'signed out everywhere and deleted') : []),
    ...(account && !accountDeleted
      ? entry('Account', 'signed out everywhere and disabled; it is deleted when no order is left')
      : []),
    ...(erasedNow.length > 0 ? entry('Orders', `${erasedNow.length} erased: now of ${[...names].join(', ')}`) : []),
    ...(texts > 0 ? entry('Activity', `${actsLine(texts)}: erased; who did what and when stays`) : []),
    ...(left.length > 0 ? entry('Left', `${many(left.length, 'order')}:`, ...orderLines(left)) : []),
    ...suppressed.flatMap((address) => entry('Suppression list', `${address} removed`)),
  ];
};

/** What a run did, what is left, and when to look again. */
export const erasedText = (erased: Erased, now: Date): string => {
  const done = doneLines(erased);
  if (done.length === 0) return nothingText;
  const { tokensUntil } = retentionOf(erased.survey.orders, now);
  const again =
    erased.left.length > 0
      ? ['Something is left: run this again when the orders above are settled.']
      : [
          `Run this once more after ${minute(tokensUntil)}: until then, a token given before could still place an order,`,
          'and one that was accepted but not yet recorded may have come.',
        ];
  return ['Done:', ...done, '', ...again].join('\n');
};
