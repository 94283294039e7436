import * as z from 'zod';
import type { WORDS } from './languages/en.ts';
import type { Say } from './languages/message.ts';
import { pricedLinesSchema } from './line.ts';
import { currencyCode, lineOfText, longLineOfText, timestamp } from './text.ts';

const cents = z.int().min(0);

/** Names the line that changed, counted from 1 in the order as it stood when it was asked about. */
const line = z.int().min(1);

/** The total is another than the customer saw: what the order as it was placed costs now. */
const priceChange = z.object({ kind: z.literal('price'), seenTotalCents: cents, totalCents: cents });

/** Less is left of a product than was ordered. */
const fewerChange = z.object({
  kind: z.literal('fewer'),
  line,
  name: lineOfText,
  wanted: z.int().min(1),
  left: z.int().min(1),
});

/** A product is not to be had any more; `name` as the catalogue knows it, or as the customer wrote it. */
const goneChange = z.object({ kind: z.literal('gone'), line, name: lineOfText });

/** What is other than the customer saw. */
const changeSchema = z.discriminatedUnion('kind', [priceChange, fewerChange, goneChange]);

/** What is other than the customer saw. */
export type Change = z.infer<typeof changeSchema>;

/** What is other than the customer saw, in a sentence; `money` writes an amount in cents. */
export const sayChange = (say: Say<typeof WORDS>, change: Change, money: (cents: number) => string): string => {
  switch (change.kind) {
    case 'price':
      return say('change.price', { total: money(change.totalCents), seenTotal: money(change.seenTotalCents) });
    case 'fewer':
      return say('change.fewer', change);
    case 'gone':
      return say('change.gone', change);
  }
};

/** The same in an execution, where what the customer wrote is named by its line alone. */
const askedChangeSchema = z.discriminatedUnion('kind', [
  priceChange,
  fewerChange,
  goneChange.extend({ name: lineOfText.optional() }),
]);

/** What is other than the customer saw, as an execution tells it. */
export type AskedChange = z.infer<typeof askedChangeSchema>;

/** What the customer is offered instead. */
const proposalSchema = z.object({ items: pricedLinesSchema, totalCents: z.int().min(1), currency: currencyCode });

const customerContent = { kind: z.literal('customer'), proposal: proposalSchema };

const reviewContent = {
  kind: z.literal('review'),
  totalCents: z.int().min(1),
  currency: currencyCode,
  /** What it would hold; absent from questions of versions before. */
  items: pricedLinesSchema.optional(),
  /** An order above it is reviewed. */
  limitCents: cents,
};

/** A question as validate-order raises it, before it is put to anybody. */
export const raisedQuestionSchema = z.discriminatedUnion('kind', [
  z.object({ ...customerContent, changes: z.array(askedChangeSchema).min(1) }),
  z.object(reviewContent),
]);

/** A question as validate-order raises it. */
export type RaisedQuestion = z.infer<typeof raisedQuestionSchema>;

/** What was answered, or that it needed no answer any more because the order was cancelled. */
export const questionAnswerSchema = z.object({
  kind: z.enum(['accepted', 'declined', 'approved', 'rejected', 'cancelled']),
  at: timestamp,
  by: z.enum(['customer', 'support']),
  reason: longLineOfText.optional(),
});

/** What was answered to a question. */
export type QuestionAnswer = z.infer<typeof questionAnswerSchema>;

const asked = {
  /** Twelve characters made of what is asked, and after which other question: the same one has the same id however often it is put. */
  id: z.string().regex(/^[0-9A-Z]{12}$/),
  askedAt: timestamp,
  /** An answer counts before it. */
  until: timestamp,
  answer: questionAnswerSchema.optional(),
};

/** The question to the customer: what changed, and what is proposed instead. */
export const customerQuestionSchema = z.object({ ...asked, ...customerContent, changes: z.array(changeSchema).min(1) });

/** The question to support: whether an order above the limit may pass. */
export const reviewQuestionSchema = z.object({ ...asked, ...reviewContent });

/** The question on an order's record; kept with its answer once the order is decided. */
export const questionSchema = z.discriminatedUnion('kind', [customerQuestionSchema, reviewQuestionSchema]);

/** The question on an order's record. */
export type Question = z.infer<typeof questionSchema>;
