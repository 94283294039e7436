import * as z from 'zod';
import {
  type Activity,
  activitySchema,
  type NoteAccepted,
  type NoteRequest,
  noteAcceptedSchema,
} from '../../../lambdas/core/contract/activity.ts';
import {
  type Failures,
  type FailuresQuery,
  failuresSchema,
  type MailProblem,
  type MailTroubles,
  mailTroublesSchema,
} from '../../../lambdas/core/contract/attention.ts';
import {
  type BulkAccepted,
  type BulkExecution,
  type BulkProgress,
  type BulkRequest,
  type BulkStopRequest,
  type Bulks,
  bulkAcceptedSchema,
  bulkExecutionSchema,
  bulkProgressSchema,
  bulksSchema,
} from '../../../lambdas/core/contract/bulk.ts';
import {
  type AnswerAccepted,
  answerAcceptedSchema,
  type CancelAccepted,
  cancelAcceptedSchema,
  type ReviewRequest,
} from '../../../lambdas/core/contract/decision.ts';
import type { Machine } from '../../../lambdas/core/contract/machine.ts';
import { type ShownMail, shownMailSchema } from '../../../lambdas/core/contract/shown-mail.ts';
import {
  type DeadLetterMove,
  type DeadLetterMoved,
  type DeadLetterPeek,
  type DeadLetters,
  deadLetterMovedSchema,
  deadLetterMoveSchema,
  deadLetterPeekSchema,
  deadLettersSchema,
  type HistoryPage,
  historyPageSchema,
  type MailSettled,
  mailSettledSchema,
  type OrderCounts,
  type OrderExecution,
  orderCountsSchema,
  orderExecutionSchema,
  type RedriveAccepted,
  type RedriveRequest,
  type ResendAccepted,
  redriveAcceptedSchema,
  resendAcceptedSchema,
  type SettleMailRequest,
  type StopAccepted,
  type StopRequest,
  type SupportOrders,
  type SupportSearch,
  stopAcceptedSchema,
  supportOrdersSchema,
} from '../../../lambdas/core/contract/support.ts';
import {
  type ProductWrite,
  type StockChange,
  type SupportProduct,
  type SupportProducts,
  supportProductSchema,
  supportProductsSchema,
} from '../../../lambdas/core/contract/support-products.ts';
import type { Answer } from './answer.ts';
import type { Send } from './http.ts';

/** An execution as an address names it: by its name, as of OrderProcessing unless told otherwise; or the newest, of either
 * workflow unless told otherwise. */
export interface ExecutionChoice {
  machine?: Machine | undefined;
  name?: string | undefined;
}

/** The calls that only support staff may make; all others are answered `forbidden`. */
export interface SupportApi {
  /** Orders, newest first; without any parameter also what needs a person. */
  search(query: SupportSearch): Promise<Answer<SupportOrders>>;
  /** Open failures, oldest first. */
  failures(query: FailuresQuery): Promise<Answer<Failures>>;
  /** Mails that need a person, of one problem, oldest first. */
  mailTroubles(problem: MailProblem): Promise<Answer<MailTroubles>>;
  /** How many orders of a day (`2025-11-03`, UTC) are in each status. */
  counts(day: string): Promise<Answer<OrderCounts>>;
  /** An execution of an order, with the first page of its history. */
  execution(orderId: string, choice: ExecutionChoice): Promise<Answer<OrderExecution>>;
  /** A later page of an execution's history. */
  history(orderId: string, choice: Required<ExecutionChoice>, cursor: string): Promise<Answer<HistoryPage>>;
  redrive(orderId: string, request: RedriveRequest): Promise<Answer<RedriveAccepted>>;
  /** Sends one of an order's mails again. */
  resendConfirmation(orderId: string, occasion: string): Promise<Answer<ResendAccepted>>;
  /** Takes from one of an order's mails that it needs a person. */
  settleMail(orderId: string, occasion: string, request: SettleMailRequest): Promise<Answer<MailSettled>>;
  /** What one of an order's mails says. */
  mail(orderId: string, occasion: string): Promise<Answer<ShownMail>>;
  /** Answers the question whether an order may pass; the same answer again is the same. */
  review(orderId: string, request: ReviewRequest): Promise<Answer<AnswerAccepted>>;
  /** Cancels an order, for a reason that its customer reads. */
  cancel(orderId: string, reason: string): Promise<Answer<CancelAccepted>>;
  /** Stops an execution that runs, for a reason that stays in its history. */
  stop(orderId: string, request: StopRequest): Promise<Answer<StopAccepted>>;
  /** What support did about one thing, the newest first. */
  activity(of: { orderId: string }): Promise<Answer<Activity>>;
  /** Keeps what others should know of an order. */
  note(orderId: string, note: NoteRequest): Promise<Answer<NoteAccepted>>;
  /** Begins something with many orders; under the same id it is the same. */
  startBulk(request: BulkRequest): Promise<Answer<BulkAccepted>>;
  bulks(): Promise<Answer<Bulks>>;
  /** How it stands with many orders, and a page of them. */
  bulk(id: string, from: number): Promise<Answer<BulkProgress>>;
  bulkExecution(id: string): Promise<Answer<BulkExecution>>;
  /** A later page of its history. */
  bulkHistory(id: string, cursor: string): Promise<Answer<HistoryPage>>;
  stopBulk(id: string, request: BulkStopRequest): Promise<Answer<BulkAccepted>>;
  deadLetters(): Promise<Answer<DeadLetters>>;
  /** Looks at up to a hundred messages, which raises their receive counts. */
  peek(queue: string): Promise<Answer<DeadLetterPeek>>;
  /** Discards a message for good. */
  discard(queue: string, id: string): Promise<Answer<undefined>>;
  /** Moves one message back to the queue that it came from. */
  moveOne(queue: string, id: string): Promise<Answer<DeadLetterMoved>>;
  /** Moves all messages back to the queue that they came from. */
  startMove(queue: string): Promise<Answer<DeadLetterMove>>;
  move(queue: string): Promise<Answer<DeadLetterMove>>;
  products(): Promise<Answer<SupportProducts>>;
  /** Writes all of a product but its stock. */
  writeProduct(product: string, body: ProductWrite): Promise<Answer<SupportProduct>>;
  /** Changes a product's stock; the same call under the same key is made once. */
  changeStock(product: string, change: StockChange, idempotencyKey: string): Promise<Answer<SupportProduct>>;
}

const BASE = '/api/support';

const withQuery = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
};

const orderPath = (orderId: string, part: string): string => `${BASE}/orders/${encodeURIComponent(orderId)}/${part}`;
const mailPath = (orderId: string, occasion: string, part = ''): string =>
  orderPath(orderId, `mails/${encodeURIComponent(occasion)}${part}`);
const queuePath = (queue: string, part: string): string => `${BASE}/dead-letters/${encodeURIComponent(queue)}/${part}`;
const bulkPath = (id: string, part = ''): string => `${BASE}/bulk/${encodeURIComponent(id)}${part}`;
const productPath = (product: string): string => `${BASE}/products/${encodeURIComponent(product)}`;

/** The calls over HTTP. */
export const createSupportApi = (send: Send): SupportApi => {
  const get = <T>(path: string, schema: z.ZodType<T>): Promise<Answer<T>> => send({ path, schema, signedIn: true });
  const post = <T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Answer<T>> =>
    send({ path, schema, signedIn: true, method: 'POST', body });
  return {
    // In the body: what is typed may be an e-mail address, and addresses of calls are logged.
    search: (query) => post(`${BASE}/orders/search`, supportOrdersSchema, query),
    failures: (query) => get(withQuery(`${BASE}/failures`, query), failuresSchema),
    mailTroubles: (problem) => get(withQuery(`${BASE}/mails`, { problem }), mailTroublesSchema),
    counts: (day) => get(withQuery(`${BASE}/counts`, { day }), orderCountsSchema),
    execution: (orderId, { machine, name }) =>
      get(withQuery(orderPath(orderId, 'execution'), { execution: name, machine }), orderExecutionSchema),
    history: (orderId, { machine, name }, cursor) =>
      get(withQuery(orderPath(orderId, 'execution'), { execution: name, machine, cursor }), historyPageSchema),
    redrive: (orderId, request) => post(orderPath(orderId, 'redrive'), redriveAcceptedSchema, request),
    resendConfirmation: (orderId, occasion) =>
      post(orderPath(orderId, 'resend-confirmation'), resendAcceptedSchema, { occasion }),
    settleMail: (orderId, occasion, request) =>
      post(mailPath(orderId, occasion, '/settle'), mailSettledSchema, request),
    mail: (orderId, occasion) => get(mailPath(orderId, occasion), shownMailSchema),
    review: (orderId, request) => post(orderPath(orderId, 'review'), answerAcceptedSchema, request),
    cancel: (orderId, reason) => post(orderPath(orderId, 'cancel'), cancelAcceptedSchema, { reason }),
    stop: (orderId, request) => post(orderPath(orderId, 'stop'), stopAcceptedSchema, request),
    activity: (of) => get(withQuery(`${BASE}/activity`, of), activitySchema),
    note: (orderId, note) => post(orderPath(orderId, 'notes'), noteAcceptedSchema, note),
    startBulk: (request) => post(`${BASE}/bulk`, bulkAcceptedSchema, request),
    bulks: () => get(`${BASE}/bulk`, bulksSchema),
    bulk: (id, from) => get(withQuery(bulkPath(id), { from: String(from) }), bulkProgressSchema),
    bulkExecution: (id) => get(bulkPath(id, '/execution'), bulkExecutionSchema),
    bulkHistory: (id, cursor) => get(withQuery(bulkPath(id, '/execution'), { cursor }), historyPageSchema),
    stopBulk: (id, request) => post(bulkPath(id, '/stop'), bulkAcceptedSchema, request),
    deadLetters: () => get(`${BASE}/dead-letters`, deadLettersSchema),
    peek: (queue) => get(queuePath(queue, 'messages'), deadLetterPeekSchema),
    discard: (queue, id) =>
      send({
        path: queuePath(queue, `messages/${encodeURIComponent(id)}`),
        // 204: there is nothing to tell.
        schema: z.undefined(),
        signedIn: true,
        method: 'DELETE',
      }),
    moveOne: (queue, id) => post(queuePath(queue, `messages/${encodeURIComponent(id)}/redrive`), deadLetterMovedSchema),
    startMove: (queue) => post(queuePath(queue, 'redrive'), deadLetterMoveSchema),
    move: (queue) => get(queuePath(queue, 'redrive'), deadLetterMoveSchema),
    products: () => get(`${BASE}/products`, supportProductsSchema),
    writeProduct: (product, body) =>
      send({ path: productPath(product), schema: supportProductSchema, signedIn: true, method: 'PUT', body }),
    changeStock: (product, body, idempotencyKey) =>
      send({
        path: `${productPath(product)}/stock`,
        schema: supportProductSchema,
        signedIn: true,
        method: 'POST',
        headers: { 'idempotency-key': idempotencyKey },
        body,
      }),
  };
};
