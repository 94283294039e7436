import * as z from 'zod';
import { attentionSchema } from './attention.ts';
import { eventTypeSchema } from './event-type.ts';
import { executionStatusSchema, failureSchema } from './failure.ts';
import { machineSchema } from './machine.ts';
import { occasionSchema } from './mail.ts';
import { orderRecordSchema } from './order.ts';
import { orderIdSchema } from './order-id.ts';
import { orderStatusSchema } from './status.ts';
import { longLineOfText, timestamp } from './text.ts';

/** A moment in UTC, to the millisecond: `2025-11-03T12:47:44.123Z`. */
const moment = z.string();

/** What GET /api/support/orders takes; an empty parameter is an absent one. */
const supportQueryShape = {
  orderId: z.string().max(64).optional(),
  status: orderStatusSchema.optional(),
  /** Of UTC: `2025-11-03`. */
  day: z.iso.date().optional(),
  /** A range of when they were placed, from a moment on and before another one, so that days are those of the reader's zone. */
  from: timestamp.optional(),
  to: timestamp.optional(),
  cursor: z.string().max(200).optional(),
};

/** The query of GET /api/support/orders. */
export const supportQuerySchema = z.strictObject(supportQueryShape);

/** The body of POST /api/support/orders/search: an address goes nowhere but into a body, as addresses of calls are logged. */
export const supportSearchSchema = z.strictObject({
  ...supportQueryShape,
  email: z.string().max(320).optional(),
  /** By its key or its name, in any case; no index knows it, so only within some days or of one customer. */
  product: z.string().max(100).optional(),
});

/** What support searches orders by. */
export type SupportSearch = z.infer<typeof supportSearchSchema>;

/** 200 of GET /api/support/orders and of a search, newest first; `attention` only on the first page without any filter. */
export const supportOrdersSchema = z.object({
  orders: z.array(orderRecordSchema),
  cursor: z.string().optional(),
  /** The ids of orders that were found and whose record cannot be read. */
  unreadable: z.array(z.string()).optional(),
  /** Of which days (UTC) decided orders were looked for, where the search named neither day nor customer. */
  covers: z.object({ from: z.iso.date(), to: z.iso.date() }).optional(),
  /** Back to when was looked so far, where others may follow: a page may hold few orders, or none, and still have a cursor. */
  lookedBackTo: timestamp.optional(),
  attention: attentionSchema.optional(),
});

/** 200 of GET /api/support/orders. */
export type SupportOrders = z.infer<typeof supportOrdersSchema>;

/** The query of GET /api/support/counts. */
export const countsQuerySchema = z.strictObject({ day: z.iso.date().describe('Of UTC: `2025-11-03`.') });

/** 200 of GET /api/support/counts. */
export const orderCountsSchema = z.object({
  day: z.iso.date(),
  counts: z.array(
    z.object({
      status: orderStatusSchema,
      orders: z.int(),
      /** Orders without an outcome are counted whatever their day. */
      allDays: z.boolean(),
    }),
  ),
});

/** 200 of GET /api/support/counts. */
export type OrderCounts = z.infer<typeof orderCountsSchema>;

/** An event of an execution's history; `details` holds the members that Step Functions gives for its type. */
const historyEventSchema = z.object({
  id: z.int(),
  previousEventId: z.int(),
  timestamp: moment,
  type: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** An event of an execution's history. */
export type HistoryEvent = z.infer<typeof historyEventSchema>;

/** 200 of GET /api/support/orders/{orderId}/execution with a cursor: the next events, oldest first. */
export const historyPageSchema = z.object({ events: z.array(historyEventSchema), cursor: z.string().optional() });

/** A page of history. */
export type HistoryPage = z.infer<typeof historyPageSchema>;

/** An execution as Step Functions describes it; `input` and `output` are JSON texts. */
const executionSchema = z.object({
  machine: machineSchema,
  name: z.string(),
  arn: z.string(),
  status: executionStatusSchema,
  startedAt: moment,
  stoppedAt: moment.optional(),
  input: z.string().optional(),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
  redriveCount: z.int(),
  redrivenAt: moment.optional(),
  redrivable: z.boolean(),
  notRedrivableBecause: z.string().optional(),
  /** Where AWS shows its X-Ray trace. */
  traceUrl: z.url().optional(),
});

/** An execution as Step Functions describes it. */
export type Execution = z.infer<typeof executionSchema>;

/** 200 of GET /api/support/orders/{orderId}/execution: the newest execution of the order, or the one asked for. */
export const orderExecutionSchema = z.object({
  orderId: orderIdSchema,
  /** The order's executions of both workflows, oldest first: `{orderId}`, and `{orderId}-2` where support started one. */
  executions: z.array(
    executionSchema.pick({ machine: true, name: true, status: true, startedAt: true, stoppedAt: true }),
  ),
  execution: executionSchema,
  /** The JSON text that this execution runs by, which is not always the newest. */
  definition: z.string(),
  /** Whether an execution that starts now runs by the same. */
  definitionIsNewest: z.boolean(),
  consoleUrl: z.url(),
  failure: failureSchema.optional(),
  ...historyPageSchema.shape,
});

/** 200 of GET /api/support/orders/{orderId}/execution. */
export type OrderExecution = z.infer<typeof orderExecutionSchema>;

/** The body of POST /api/support/orders/{orderId}/redrive; it may be absent. */
export const redriveRequestSchema = z.strictObject({
  /** Whose execution; absent, it is OrderProcessing's. */
  machine: machineSchema.optional(),
  /** As the page showed it: a second click of the same page then changes nothing. */
  redriveCount: z.int().min(0).optional(),
  /** Also takes up an execution that a person stopped. */
  aborted: z.boolean().optional(),
  /** Starts `{orderId}-2` under the newest definition, though a redrive is possible. */
  fresh: z.boolean().optional(),
});

/** The body of a redrive. */
export type RedriveRequest = z.infer<typeof redriveRequestSchema>;

/** 202 of POST /api/support/orders/{orderId}/redrive. */
export const redriveAcceptedSchema = z.object({
  orderId: orderIdSchema,
  machine: machineSchema,
  /** The execution that runs now. */
  execution: z.string(),
  action: z.enum(['redriven', 'started']),
});

/** 202 of a redrive. */
export type RedriveAccepted = z.infer<typeof redriveAcceptedSchema>;

/** The body of POST /api/support/orders/{orderId}/resend-confirmation; it may be absent. */
export const resendRequestSchema = z.strictObject({
  /** Which mail, as the page showed it; absent, it is the one that tells how the order stands. */
  occasion: occasionSchema.optional(),
});

/** The body of a resend. */
export type ResendRequest = z.infer<typeof resendRequestSchema>;

/** The body of POST /api/support/orders/{orderId}/mails/{occasion}/settle. */
export const settleMailRequestSchema = z.strictObject({
  /** Since when the mail needs a person, as the page showed it: a trouble that came after it stays. */
  since: z.iso.datetime(),
  /** How the customer was reached, or why nothing more is to be done; for others of support. */
  reason: longLineOfText,
});

/** The body of a settlement. */
export type SettleMailRequest = z.infer<typeof settleMailRequestSchema>;

/** 200 of a settlement: the mail needs nobody any more. */
export const mailSettledSchema = z.object({ orderId: orderIdSchema, occasion: occasionSchema });

/** 200 of a settlement. */
export type MailSettled = z.infer<typeof mailSettledSchema>;

/** The body of POST /api/support/orders/{orderId}/stop. The reason stays in the execution, which nobody can erase: it names nobody. */
export const stopRequestSchema = z.strictObject({
  machine: machineSchema,
  /** The name of the execution. */
  execution: z.string().min(1).max(80),
  reason: longLineOfText,
});

/** The body of a stop. */
export type StopRequest = z.infer<typeof stopRequestSchema>;

/** 202 of POST /api/support/orders/{orderId}/stop: the execution is stopped, or ended by itself at the same moment. */
export const stopAcceptedSchema = z.object({ orderId: orderIdSchema, machine: machineSchema, execution: z.string() });

/** 202 of a stop. */
export type StopAccepted = z.infer<typeof stopAcceptedSchema>;

/** 202 of POST /api/support/orders/{orderId}/resend-confirmation. */
export const resendAcceptedSchema = z.object({
  orderId: orderIdSchema,
  occasion: occasionSchema.optional(),
  eventType: eventTypeSchema,
  resendRequestedAt: timestamp,
});

/** 202 of a resend. */
export type ResendAccepted = z.infer<typeof resendAcceptedSchema>;

/** How moving the messages of a dead-letter queue back stands. */
export const moveSchema = z.object({
  status: z.enum(['RUNNING', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'FAILED']),
  moved: z.int(),
  toMove: z.int().optional(),
  startedAt: moment.optional(),
  failureReason: z.string().optional(),
});

/** How moving messages back stands. */
export type Move = z.infer<typeof moveSchema>;

/** A dead-letter queue and what is in it. */
const deadLetterQueueSchema = z.object({
  name: z.string(),
  messages: z.int(),
  inFlight: z.int(),
  /** Whether its messages can be moved back: those of a subscription or a rule cannot. */
  movable: z.boolean(),
  /** Only with `oldest=true`: of the oldest of up to ten messages looked at, which raises their receive counts. */
  oldestAgeSeconds: z.int().optional(),
});

/** A dead-letter queue and what is in it. */
export type DeadLetterQueue = z.infer<typeof deadLetterQueueSchema>;

/** 200 of GET /api/support/dead-letters. */
export const deadLettersSchema = z.object({ queues: z.array(deadLetterQueueSchema) });

/** 200 of GET /api/support/dead-letters. */
export type DeadLetters = z.infer<typeof deadLettersSchema>;

/** A message of a dead-letter queue. */
const deadLetterSchema = z.object({
  id: z.string(),
  body: z.string(),
  attributes: z.record(z.string(), z.string()),
  sentAt: moment,
  receiveCount: z.int(),
});

/** A message of a dead-letter queue, which its id discards. */
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** 200 of GET /api/support/dead-letters/{queue}/messages: up to a hundred messages, the oldest of those first. */
export const deadLetterPeekSchema = z.object({
  queue: z.string(),
  messages: z.array(deadLetterSchema),
  notice: z.string(),
});

/** 200 of a peek. */
export type DeadLetterPeek = z.infer<typeof deadLetterPeekSchema>;

/** 202 of POST /api/support/dead-letters/{queue}/messages/{id}/redrive: the message is back in the queue that it came from. */
export const deadLetterMovedSchema = z.object({ queue: z.string(), id: z.string() });

/** 202 of moving one message back. */
export type DeadLetterMoved = z.infer<typeof deadLetterMovedSchema>;

/** 200 of GET, and 202 of POST, /api/support/dead-letters/{queue}/redrive; no `move` where there never was one. */
export const deadLetterMoveSchema = z.object({ queue: z.string(), move: moveSchema.optional() });

/** 200 or 202 of a dead-letter queue's redrive. */
export type DeadLetterMove = z.infer<typeof deadLetterMoveSchema>;
