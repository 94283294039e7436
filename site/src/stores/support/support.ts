import type { FailureGroup, FailuresQuery, MailProblem } from '../../../../lambdas/core/contract/attention.ts';
import type { BulkAccepted, BulkRequest } from '../../../../lambdas/core/contract/bulk.ts';
import type { ShownMail } from '../../../../lambdas/core/contract/shown-mail.ts';
import type { Answer } from '../../api/answer.ts';
import type { Send } from '../../api/http.ts';
import { createOrdersApi } from '../../api/orders-api.ts';
import { createSupportApi, type ExecutionChoice } from '../../api/support-api.ts';
import type { Polling } from '../poll.ts';
import type { Kept, Shelf } from '../shelf.ts';
import { type BulkList, type BulkStore, createBulkList, createBulkStarter, createBulkStore } from './bulk.ts';
import { createDayCounts, type DayCounts } from './day-counts.ts';
import { createDeadLetters, type DeadLetters } from './dead-letters.ts';
import { createFailureList, createGroupMembers, type FailureList } from './failure-list.ts';
import { createMailTroubleList, type MailTroubleList } from './mail-troubles.ts';
import { createNeeds, type Needs } from './needs.ts';
import { createOrderActivity, type OrderActivity } from './order-activity.ts';
import { createOrderSearch, type OrderSearch } from './order-search.ts';
import { createOrderTrace, type OrderTrace } from './order-trace.ts';
import { createProducts, type Products } from './products.ts';
import { refreshing } from './refreshing.ts';
import { createSavedSearches, type SavedSearches } from './saved-searches.ts';
import { createShortcutChoice } from './shortcuts.ts';
import { createZoneChoice, type ZoneChoice } from './zone.ts';

/** What the support pages show and act on. */
export interface Support {
  /** The same for all pages, so that its count stands on each. */
  readonly needs: Needs;
  readonly zone: ZoneChoice;
  readonly shortcuts: Kept<boolean>;
  /** The orders of the list from which one was opened last, in its order. */
  readonly lastList: { orderIds: readonly string[] };
  /** The open failures of one cause. */
  failuresOf(group: FailureGroup): FailureList;
  /** The open failures that fit. */
  findFailures(query: Omit<FailuresQuery, 'cursor'>): FailureList;
  /** The mails that need a person, of one problem. */
  mailTroubles(problem: MailProblem): MailTroubleList;
  /** On this device. */
  readonly saved: SavedSearches;
  dayCounts(): DayCounts;
  searchOrders(): OrderSearch;
  /** Calls while somebody looks at the page, as often as a list is to be looked at anew; returns what stops it. */
  refreshing(refresh: () => Promise<void>): () => void;
  trace(orderId: string, choice: ExecutionChoice): OrderTrace;
  activity(orderId: string): OrderActivity;
  /** What one of an order's mails says. */
  mail(orderId: string, occasion: string): Promise<Answer<ShownMail>>;
  deadLetters(): DeadLetters;
  products(): Products;
  bulk(id: string): BulkStore;
  bulks(): BulkList;
  /** Begins something with many orders; the same wish again, where no answer came, is the same. */
  startBulk(wish: Omit<BulkRequest, 'id'>): Promise<Answer<BulkAccepted>>;
}

/** What the support pages share with the shop. */
export interface SupportParts {
  send: Send;
  polling: Polling;
  shelf: Shelf;
  /** A new key, never the same twice. */
  newKey: () => string;
}

/** Who traces an execution waits for its next step; a shopper's page may look less often. */
const MAX_DELAY_MS = 5000;
const closer = ({ attention, delayAfter }: Polling): Polling => ({
  attention,
  delayAfter: (attempt) => Math.min(delayAfter(attempt), MAX_DELAY_MS),
});

/** Puts the support pages' stores together, once one of the pages is opened. */
export const createSupport = ({ send, polling, shelf, newKey }: SupportParts): Support => {
  const api = createSupportApi(send);
  return {
    needs: createNeeds({ api, attention: polling.attention, now: Date.now }),
    zone: createZoneChoice(shelf),
    shortcuts: createShortcutChoice(shelf),
    saved: createSavedSearches(shelf),
    lastList: { orderIds: [] },
    failuresOf: (group) => createGroupMembers(api, group),
    findFailures: (query) => createFailureList(api, query),
    mailTroubles: (problem) => createMailTroubleList(api, problem),
    dayCounts: () => createDayCounts(api),
    searchOrders: () => createOrderSearch(api),
    refreshing: (refresh) => refreshing(polling.attention, refresh),
    trace: (orderId, choice) =>
      createOrderTrace(
        { api, orders: createOrdersApi(send), polling: closer(polling), now: Date.now },
        orderId,
        choice,
      ),
    activity: (orderId) => createOrderActivity(api, orderId),
    mail: api.mail,
    deadLetters: () => createDeadLetters(api, polling),
    products: () => createProducts({ api, newKey, now: Date.now }),
    bulk: (id) => createBulkStore(api, closer(polling), id),
    bulks: () => createBulkList(api),
    startBulk: createBulkStarter(api, newKey),
  };
};
