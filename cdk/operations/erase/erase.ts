import { actErasureOf } from './acts.ts';
import { erasureOf, type StoredOrder, unpricedTexts } from './erasure.ts';
import { isBeingSent, personalIn } from './mails.ts';
import type { Deps } from './ports.ts';
import { type FoundOrder, type Survey, survey } from './survey.ts';

/** What became of it. */
export interface Erased {
  /** What was found once the account was closed. */
  readonly survey: Survey;
  /** Ids of the orders that this run erased. */
  readonly erasedNow: readonly string[];
  /** What a later run must do. */
  readonly left: readonly FoundOrder[];
  /** The account as it was found, and whether it is deleted now. */
  readonly accountDeleted: boolean;
}

/** A record that somebody writes to at the same moment is read again; nobody writes to one order this often. */
const ATTEMPTS = 3;

/** Before the record: without an account, that alone leads from the person to these. */
const eraseActs = async (deps: Deps, orderId: string): Promise<void> => {
  for (const act of await deps.acts.of(orderId)) {
    const erasure = actErasureOf(act);
    if (erasure) await deps.acts.erase(act, erasure);
  }
};

const eraseOrder = async (deps: Deps, found: StoredOrder): Promise<boolean> => {
  await eraseActs(deps, found.orderId);
  let order = found;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const products = await deps.productsAmong(unpricedTexts(order));
    const erasure = erasureOf(order, (text) => products.has(text));
    if (!erasure) return true;
    const now = await deps.orders.erase(order, erasure, deps.now());
    if (!now) return false;
    order = now;
  }
  return false;
};

/** Takes the person out of the mails about an order whose record is erased: whoever claims one from now on finds that record,
 * and sends nothing. False where one is being sent by somebody who may have read the record before. */
const eraseMails = async (deps: Deps, orderId: string): Promise<boolean> => {
  for (const mail of await deps.mails.of(orderId)) {
    if (isBeingSent(mail, deps.now())) return false;
    const remove = personalIn(mail);
    if (remove.length > 0 && !(await deps.mails.erase(mail, remove, deps.now()))) return false;
  }
  return true;
};

/** Erases a person. The order of the steps lets a run that died be repeated from the start: the account is closed first,
 * so that nothing new comes while this goes on; the suppression list goes before the records, which tell how the address
 * is spelt; the account, which alone tells the customer id, goes last and only when no order is left. */
export const erase = async (deps: Deps, email: string): Promise<Erased> => {
  const account = await deps.accounts.find(email);
  if (account) await deps.accounts.close(account);
  const found = await survey(deps, email);
  for (const address of found.suppressed) await deps.suppression.remove(address);
  const erasedNow: string[] = [];
  const left: FoundOrder[] = [];
  for (const item of found.orders) {
    if (item.state === 'erased') continue;
    const { orderId } = item.order;
    const isErased = item.state === 'open' && (await eraseOrder(deps, item.order)) && (await eraseMails(deps, orderId));
    if (isErased) erasedNow.push(orderId);
    else left.push(item);
  }
  const deletes = account !== undefined && left.length === 0;
  if (deletes) await deps.accounts.delete(account);
  return { survey: { ...found, ...(account && { account }) }, erasedNow, left, accountDeleted: deletes };
};
