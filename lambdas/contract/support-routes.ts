import * as z from 'zod';
import {
  activityQuerySchema,
  activitySchema,
  noteAcceptedSchema,
  noteRequestSchema,
} from '../core/contract/activity.ts';
import {
  failuresQuerySchema,
  failuresSchema,
  mailTroublesQuerySchema,
  mailTroublesSchema,
} from '../core/contract/attention.ts';
import {
  bulkAcceptedSchema,
  bulkExecutionSchema,
  bulkProgressSchema,
  bulkRequestSchema,
  bulkStopRequestSchema,
  bulksSchema,
} from '../core/contract/bulk.ts';
import { reviewRequestSchema, supportCancelRequestSchema } from '../core/contract/decision.ts';
import { machineSchema } from '../core/contract/machine.ts';
import { shownMailSchema } from '../core/contract/shown-mail.ts';
import {
  countsQuerySchema,
  deadLetterMovedSchema,
  deadLetterMoveSchema,
  deadLetterPeekSchema,
  deadLettersSchema,
  historyPageSchema,
  mailSettledSchema,
  orderCountsSchema,
  orderExecutionSchema,
  redriveAcceptedSchema,
  redriveRequestSchema,
  resendAcceptedSchema,
  resendRequestSchema,
  settleMailRequestSchema,
  stopAcceptedSchema,
  stopRequestSchema,
  supportOrdersSchema,
  supportQuerySchema,
  supportSearchSchema,
} from '../core/contract/support.ts';
import { ANSWER_REFUSALS } from '../handlers/http/answer-refusals.ts';
import { BULK_STOP_REFUSALS, START_REFUSALS } from '../handlers/http/support/bulk.ts';
import { REDRIVE_REFUSALS } from '../handlers/http/support/redrive-order.ts';
import { RESEND_REFUSALS } from '../handlers/http/support/resend-confirmation.ts';
import { SETTLE_REFUSALS } from '../handlers/http/support/settle-mail.ts';
import { SHOW_MAIL_REFUSALS } from '../handlers/http/support/show-mail.ts';
import { STOP_REFUSALS } from '../handlers/http/support/stop-execution.ts';
import { PRODUCT_ROUTES } from './product-routes.ts';
import { codesOf, named, type RouteContracts } from './route-contract.ts';
import { ANSWER_ACCEPTED, CANCEL_ACCEPTED } from './shop-routes.ts';

const orders = { description: 'A page of orders, newest first.', body: named('SupportOrders', supportOrdersSchema) };

const move = named('DeadLetterMove', deadLetterMoveSchema);

/** With a cursor, only the next events of what was shown before. */
const executionSchema = z.union([orderExecutionSchema, historyPageSchema]);

const ON_ORDERS: RouteContracts = {
  'GET /support/orders': {
    operationId: 'supportListOrders',
    summary: 'Searches orders; on the first page without a filter also what needs a person.',
    query: supportQuerySchema,
    answers: { 200: orders },
    problems: ['invalid-request', 'invalid-cursor'],
  },
  'POST /support/orders/search': {
    operationId: 'supportSearchOrders',
    summary: 'Searches orders by what may stand in no address, such as a customer’s e-mail address.',
    body: { ...named('SupportSearch', supportSearchSchema), example: { email: 'shopper@example.com' } },
    answers: { 200: orders },
    problems: ['invalid-request', 'invalid-cursor'],
  },
  'GET /support/counts': {
    operationId: 'supportCountOrders',
    summary: 'How many orders of a day are in each status.',
    query: countsQuerySchema,
    answers: { 200: { description: 'A number for each status.', body: named('OrderCounts', orderCountsSchema) } },
    problems: ['invalid-request'],
  },
  'GET /support/orders/{orderId}/execution': {
    operationId: 'supportTraceOrder',
    summary: 'The execution of an order: definition, status, input, output and history.',
    query: z.object({
      execution: z.string().optional().describe('The name of the execution; by default the newest.'),
      machine: machineSchema.optional().describe('The state machine that it is of.'),
      cursor: z.string().optional().describe('Of the page of history before.'),
    }),
    answers: {
      200: {
        description: 'The execution, or with a cursor its next events.',
        body: named('ExecutionOrEvents', executionSchema),
      },
    },
    problems: ['execution-not-found', 'invalid-cursor'],
  },
  'GET /support/failures': {
    operationId: 'supportListFailures',
    summary: 'Open failures, oldest first; on the first page also how many there are of each cause.',
    query: failuresQuerySchema,
    answers: { 200: { description: 'A page, which may be short or empty.', body: named('Failures', failuresSchema) } },
    problems: ['invalid-request', 'invalid-cursor'],
  },
  'GET /support/mails': {
    operationId: 'supportListMailTroubles',
    summary: 'Mails that did not reach their customers, or are unsent for over ten minutes, oldest first.',
    query: mailTroublesQuerySchema,
    answers: { 200: { description: 'Up to 500 of them.', body: named('MailTroubles', mailTroublesSchema) } },
    problems: ['invalid-request'],
  },
  'POST /support/orders/{orderId}/redrive': {
    operationId: 'supportRedriveOrder',
    summary: 'Revives an order whose execution failed.',
    body: { ...named('RedriveRequest', redriveRequestSchema), optional: true, example: { redriveCount: 0 } },
    answers: {
      202: { description: 'An execution runs again.', body: named('RedriveAccepted', redriveAcceptedSchema) },
    },
    problems: ['invalid-request', 'record-unreadable', ...codesOf(REDRIVE_REFUSALS)],
  },
  'POST /support/orders/{orderId}/stop': {
    operationId: 'supportStopExecution',
    summary: 'Stops an execution that runs; a redrive takes it up again.',
    body: {
      ...named('StopRequest', stopRequestSchema),
      example: { machine: 'OrderProcessing', execution: 'FM0H-1VHB-9ABC-DEFG', reason: 'It waits for nothing' },
    },
    answers: { 202: { description: 'It is stopped.', body: named('StopAccepted', stopAcceptedSchema) } },
    problems: ['invalid-request', ...codesOf(STOP_REFUSALS)],
  },
  'POST /support/orders/{orderId}/notes': {
    operationId: 'supportAddNote',
    summary: 'Keeps what a person of support wants others to know of an order.',
    body: { ...named('NoteRequest', noteRequestSchema), example: { text: 'Called back: wants it in black.' } },
    answers: { 201: { description: 'It is kept.', body: named('NoteAccepted', noteAcceptedSchema) } },
    problems: ['invalid-request', 'order-not-found', 'record-unreadable'],
  },
  'GET /support/activity': {
    operationId: 'supportShowActivity',
    summary: 'What support did about one order, product or dead-letter queue, newest first.',
    query: activityQuerySchema,
    answers: { 200: { description: 'The newest acts.', body: named('Activity', activitySchema) } },
    problems: [],
  },
  'POST /support/orders/{orderId}/resend-confirmation': {
    operationId: 'supportResendConfirmation',
    summary: 'Sends the mail that tells how an order stands again.',
    body: { ...named('ResendRequest', resendRequestSchema), optional: true, example: { occasion: 'OrderProcessed' } },
    answers: { 202: { description: 'It is announced again.', body: named('ResendAccepted', resendAcceptedSchema) } },
    problems: ['invalid-request', 'record-unreadable', ...codesOf(RESEND_REFUSALS)],
  },
  'GET /support/orders/{orderId}/mails/{occasion}': {
    operationId: 'supportShowMail',
    summary: 'A mail about an order as its reader sees it, written anew.',
    answers: { 200: { description: 'What it says.', body: named('ShownMail', shownMailSchema) } },
    problems: ['record-unreadable', ...codesOf(SHOW_MAIL_REFUSALS)],
  },
  'POST /support/orders/{orderId}/mails/{occasion}/settle': {
    operationId: 'supportSettleMail',
    summary: 'A mail needs nobody any more, as its customer was reached otherwise or nothing is to be done.',
    body: {
      ...named('SettleMailRequest', settleMailRequestSchema),
      example: { since: '2025-11-03T12:47:44Z', reason: 'Reached by telephone' },
    },
    answers: { 200: { description: 'It is settled.', body: named('MailSettled', mailSettledSchema) } },
    problems: ['invalid-request', 'record-unreadable', ...codesOf(SETTLE_REFUSALS)],
  },
  'POST /support/orders/{orderId}/review': {
    operationId: 'supportReviewOrder',
    summary:
      'Lets a large order pass, or rejects it with a reason; or tells an answer that was noted to the execution once more.',
    body: {
      ...named('ReviewRequest', reviewRequestSchema),
      example: { questionId: 'ABCDEFGHJKMN', decision: 'approve' },
    },
    answers: { 202: ANSWER_ACCEPTED },
    problems: ['invalid-request', 'record-unreadable', ...codesOf(ANSWER_REFUSALS)],
  },
  'POST /support/orders/{orderId}/cancel': {
    operationId: 'supportCancelOrder',
    summary: 'Cancels an order at any time, with a reason.',
    body: { ...named('SupportCancelRequest', supportCancelRequestSchema), example: { reason: 'Asked for by phone' } },
    answers: { 202: CANCEL_ACCEPTED },
    problems: ['invalid-request', 'order-not-found', 'not-cancellable', 'record-unreadable'],
  },
};

const ON_DEAD_LETTERS: RouteContracts = {
  'GET /support/dead-letters': {
    operationId: 'supportListDeadLetters',
    summary: 'The dead-letter queues, and how many messages are in each.',
    query: z.object({
      oldest: z.enum(['true', 'false']).optional().describe('Also tells ages, which raises receive counts.'),
    }),
    answers: { 200: { description: 'Every dead-letter queue.', body: named('DeadLetters', deadLettersSchema) } },
    problems: [],
  },
  'GET /support/dead-letters/{queue}/messages': {
    operationId: 'supportPeekDeadLetters',
    summary: 'Looks at up to a hundred messages, which raises their receive counts.',
    answers: { 200: { description: 'The messages.', body: named('DeadLetterPeek', deadLetterPeekSchema) } },
    problems: ['queue-not-found'],
  },
  'DELETE /support/dead-letters/{queue}/messages/{id}': {
    operationId: 'supportDiscardDeadLetter',
    summary: 'Discards a message.',
    answers: { 204: { description: 'It is discarded.' } },
    problems: ['queue-not-found', 'message-not-found'],
  },
  'POST /support/dead-letters/{queue}/messages/{id}/redrive': {
    operationId: 'supportMoveDeadLetter',
    summary: 'Moves one message back to the queue that it came from.',
    answers: { 202: { description: 'It is moved.', body: named('DeadLetterMoved', deadLetterMovedSchema) } },
    problems: ['queue-not-found', 'not-movable', 'message-not-found'],
  },
  'GET /support/dead-letters/{queue}/redrive': {
    operationId: 'supportShowMove',
    summary: 'How moving the messages back stands.',
    answers: { 200: { description: 'The newest move, if there ever was one.', body: move } },
    problems: ['queue-not-found', 'not-movable'],
  },
  'POST /support/dead-letters/{queue}/redrive': {
    operationId: 'supportStartMove',
    summary: 'Moves the messages back to the queue that they came from.',
    answers: { 202: { description: 'The move that has begun.', body: move } },
    problems: ['queue-not-found', 'not-movable', 'move-running'],
  },
};

const bulkAccepted = named('BulkAccepted', bulkAcceptedSchema);

/** With a cursor, only the next events. */
const bulkTraceSchema = z.union([bulkExecutionSchema, historyPageSchema]);

const ON_MANY: RouteContracts = {
  'GET /support/bulk': {
    operationId: 'supportListBulks',
    summary: 'What was done with many orders at once, newest first.',
    answers: { 200: { description: 'The newest ten.', body: named('Bulks', bulksSchema) } },
    problems: [],
  },
  'POST /support/bulk': {
    operationId: 'supportStartBulk',
    summary: 'Redrives or resends up to 500 orders, the first one before the others.',
    body: {
      ...named('BulkRequest', bulkRequestSchema),
      example: {
        id: 'monday-failures',
        action: 'redrive',
        items: [{ orderId: 'FM0H-1VHB-9ABC-DEFG', redriveCount: 0 }],
      },
    },
    answers: { 202: { description: 'It is under way, or was before.', body: bulkAccepted } },
    problems: ['invalid-request', ...codesOf(START_REFUSALS)],
  },
  'GET /support/bulk/{id}': {
    operationId: 'supportShowBulk',
    summary: 'How it stands with each of the orders, and how many of which.',
    query: z.object({ from: z.int().min(0).optional().describe('The first of the orders that are shown.') }),
    answers: { 200: { description: 'A page of its orders.', body: named('BulkProgress', bulkProgressSchema) } },
    problems: ['bulk-not-found'],
  },
  'GET /support/bulk/{id}/execution': {
    operationId: 'supportTraceBulk',
    summary: 'Its execution: definition and history.',
    query: z.object({ cursor: z.string().optional().describe('Of the page of history before.') }),
    answers: {
      200: {
        description: 'The execution, or with a cursor its next events.',
        body: named('BulkExecutionOrEvents', bulkTraceSchema),
      },
    },
    problems: ['bulk-not-found', 'invalid-cursor'],
  },
  'POST /support/bulk/{id}/stop': {
    operationId: 'supportStopBulk',
    summary: 'Stops it: what was begun is finished, the rest is not begun.',
    body: { ...named('BulkStopRequest', bulkStopRequestSchema), example: { reason: 'It does not help.' } },
    answers: { 202: { description: 'It is stopped.', body: bulkAccepted } },
    problems: ['invalid-request', ...codesOf(BULK_STOP_REFUSALS)],
  },
};

/** The calls of the group support. */
export const SUPPORT_ROUTES: RouteContracts = { ...ON_ORDERS, ...ON_MANY, ...PRODUCT_ROUTES, ...ON_DEAD_LETTERS };
