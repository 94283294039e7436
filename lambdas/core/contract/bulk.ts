import * as z from 'zod';
import { executionStatusSchema } from './failure.ts';
import { machineSchema } from './machine.ts';
import { occasionSchema } from './mail.ts';
import { orderIdSchema } from './order-id.ts';
import { historyPageSchema } from './support.ts';
import { longLineOfText, timestamp } from './text.ts';

/** As many as one bulk takes: what the history of one execution has room for, with every retry (statemachines/README.md). */
export const MAX_BULK_ITEMS = 500;

/** What can be done with many orders at once. */
const bulkActionSchema = z.enum(['redrive', 'resend']);

/** What is done with many orders. */
export type BulkAction = z.infer<typeof bulkActionSchema>;

/** What a bulk is called: its client makes the name up, and says the same bulk by it again. It names the execution, too. */
export const bulkIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'Must be 8 to 64 letters, digits, - or _');

/** One order of a bulk, as the page showed it. */
const bulkItemSchema = z.strictObject({
  orderId: orderIdSchema,
  /** Whose execution is redriven; absent, it is OrderProcessing's. */
  machine: machineSchema.optional(),
  /** How often it was redriven before: what was redriven since is left as it is. */
  redriveCount: z.int().min(0).optional(),
  /** Also takes up an execution that a person stopped. */
  aborted: z.boolean().optional(),
  /** Which of its mails is sent again, as the page showed it; absent, it is the one that tells how the order stands. */
  occasion: occasionSchema.optional(),
});

/** One order of a bulk. */
export type BulkItem = z.infer<typeof bulkItemSchema>;

/** What tells an item from the others of its bulk: two mails about one order are two. */
export const bulkItemName = ({ orderId, occasion }: Pick<BulkItem, 'orderId' | 'occasion'>): string =>
  occasion === undefined ? orderId : `${orderId} ${occasion}`;

const eachOnce = z
  .array(bulkItemSchema)
  .min(1)
  .max(MAX_BULK_ITEMS)
  .superRefine((items, context) => {
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      const { orderId, occasion } = item;
      // Without its occasion it may be any of the order's mails.
      const mayBe = occasion === undefined ? [...seen].some((name) => name.startsWith(orderId)) : seen.has(orderId);
      if (mayBe || seen.has(bulkItemName(item))) {
        context.addIssue({ code: 'custom', path: [index, 'orderId'], message: `${orderId} is named twice` });
      }
      seen.add(bulkItemName(item));
    }
  });

/** The body of POST /api/support/bulk. */
export const bulkRequestSchema = z
  .strictObject({
    id: bulkIdSchema,
    action: bulkActionSchema,
    items: eachOnce,
    /** Does the first one, waits for its end, and goes on only where that is good; absent, it does. */
    tryFirst: z.boolean().optional(),
  })
  .superRefine(({ action, items }, context) => {
    const index = action === 'resend' ? -1 : items.findIndex(({ occasion }) => occasion !== undefined);
    if (index < 0) return;
    context.addIssue({ code: 'custom', path: ['items', index, 'occasion'], message: 'Only a mail has an occasion' });
  });

/** The body of POST /api/support/bulk. */
export type BulkRequest = z.infer<typeof bulkRequestSchema>;

/** 202 of POST /api/support/bulk, and of its stop. */
export const bulkAcceptedSchema = z.object({ id: bulkIdSchema });

/** 202 of POST /api/support/bulk. */
export type BulkAccepted = z.infer<typeof bulkAcceptedSchema>;

/** The body of POST /api/support/bulk/{id}/stop. The reason stays in the execution: it names nobody. */
export const bulkStopRequestSchema = z.strictObject({ reason: longLineOfText });

/** The body of a stop. */
export type BulkStopRequest = z.infer<typeof bulkStopRequestSchema>;

/** How one order of a bulk stands. `failed`: nobody knows what of it was done. `announced`: a mail was asked for, and its way is not
 * followed. The last three tell of the execution that was redriven, or of the mail that was asked for: redriven is not mended, and asked
 * for is not delivered. */
const bulkItemStateSchema = z.enum([
  'not-begun',
  'under-way',
  'refused',
  'failed',
  'announced',
  'running',
  'succeeded',
  'failed-again',
]);

/** How one order of a bulk stands. */
export type BulkItemState = z.infer<typeof bulkItemStateSchema>;

/** What became of one order. */
export const bulkResultSchema = z.object({
  state: bulkItemStateSchema,
  /** The stable code of a refusal, as the API tells it of a single order. */
  code: z.string().optional(),
  /** What the execution failed with again, or what became of the mail: `bounced`. */
  error: z.string().optional(),
  /** Which mail was asked for, and when: it is that one where it was sent since. */
  mail: z.object({ occasion: occasionSchema, wishedAt: timestamp }).optional(),
});

/** What became of one order. */
export type BulkResult = z.infer<typeof bulkResultSchema>;

const bulkSummarySchema = z.object({
  id: bulkIdSchema,
  action: bulkActionSchema,
  /** Of how many orders. */
  count: z.int(),
  tryFirst: z.boolean(),
  /** The person who asked for it, as they sign in. */
  by: z.string(),
  status: executionStatusSchema,
  startedAt: z.string(),
  stoppedAt: z.string().optional(),
});

/** A bulk without its orders. */
export type BulkSummary = z.infer<typeof bulkSummarySchema>;

/** 200 of GET /api/support/bulk: the newest ones, newest first. */
export const bulksSchema = z.object({ bulks: z.array(bulkSummarySchema) });

/** 200 of GET /api/support/bulk. */
export type Bulks = z.infer<typeof bulksSchema>;

/** 200 of GET /api/support/bulk/{id}: how it stands, and a page of its orders. */
export const bulkProgressSchema = z.object({
  ...bulkSummarySchema.shape,
  /** Who stopped it, and why. */
  stopped: z.object({ by: z.string(), at: z.string(), reason: z.string() }).optional(),
  /** Of all of its orders, by how they stand; only those that there are. */
  counts: z.partialRecord(bulkItemStateSchema, z.int()),
  /** As they were asked for, each with what became of it. */
  items: z.array(z.object({ ...bulkItemSchema.shape, ...bulkResultSchema.shape })),
  /** Where the next page begins. */
  next: z.int().optional(),
});

/** 200 of GET /api/support/bulk/{id}. */
export type BulkProgress = z.infer<typeof bulkProgressSchema>;

/** 200 of GET /api/support/bulk/{id}/execution: what it runs by and its history; with a cursor, the next events alone. */
export const bulkExecutionSchema = z.object({
  definition: z.string(),
  definitionIsNewest: z.boolean(),
  consoleUrl: z.url(),
  ...historyPageSchema.shape,
});

/** 200 of GET /api/support/bulk/{id}/execution. */
export type BulkExecution = z.infer<typeof bulkExecutionSchema>;

/** The input of the state machine BulkAction. It names who asked by their id alone: how they sign in stands in Activity. */
export const bulkInputSchema = z.object({
  bulkId: bulkIdSchema,
  action: bulkActionSchema,
  requestedBy: z.string(),
  tryFirst: z.boolean(),
  items: z.array(bulkItemSchema),
});

/** The input of BulkAction. */
export type BulkInput = z.infer<typeof bulkInputSchema>;

const ofOne = {
  bulkId: bulkIdSchema,
  action: bulkActionSchema,
  item: bulkItemSchema,
};

/** What the tasks of BulkAction take: one order to act on, or to look at after it was acted on. */
export const bulkTaskSchema = z.discriminatedUnion('step', [
  /** `wishedAt` is the same in each try of one act, so that two tries ask for one mail. */
  z.object({ step: z.literal('act'), ...ofOne, requestedBy: z.string(), wishedAt: z.string() }),
  z.object({ step: z.literal('look'), ...ofOne, acted: bulkResultSchema }),
]);

/** What the tasks of BulkAction take. */
export type BulkTask = z.infer<typeof bulkTaskSchema>;
