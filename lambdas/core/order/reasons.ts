import * as z from 'zod';
import { REASONS } from '../contract/languages/en.ts';
import type { OrderLine } from '../contract/order-request.ts';
import { type Ground, groundSchema, sayGround } from '../contract/reason.ts';

/** Why an order is rejected, as an execution tells it: Lambda logs what a task throws, and X-Ray keeps it, so that neither what the
 * customer wrote as a product nor what a person of support wrote is in it. */
export type RaisedGround =
  /** `line` is counted from 1. */
  | { code: 'unknown-product'; line: number }
  | { code: 'not-available' | 'sold-out'; name: string }
  | { code: 'too-many'; name: string; most: number; wanted: number }
  | { code: Exclude<keyof typeof REASONS, 'unknown-product' | 'not-available' | 'sold-out' | 'too-many'> };

/** Stands in a reason for what the customer wrote as the product of a line. */
const markOfLine = (line: number): string => `{line ${line}}`;

/** Stands in a reason for what a person of support gave as theirs, which is on the record. */
const MARK_OF_REVIEWER = '{reviewer}';

const BEGIN_OF_GROUND = ' {"code":';

/** A reason as one line of an error's message: in English with marks, which is all that the version before reads of it, and then as
 * JSON. */
export const reasonLine = (raised: RaisedGround): string => {
  const marks = { name: 'line' in raised ? markOfLine(raised.line) : undefined, said: MARK_OF_REVIEWER };
  return `${sayGround(REASONS, { ...marks, ...raised })} ${JSON.stringify(raised)}`;
};

const raisedSchema = groundSchema.extend({ line: z.int().min(1).optional() });

/** A reason as it is recorded. A version before or after may have told it without a code that this one reads. */
export interface Reason {
  text: string;
  ground?: Ground;
}

const readGround = (json: string): z.infer<typeof raisedSchema> | undefined => {
  try {
    return raisedSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
};

/** Whether a line needs what the reviewer gave as their reason. */
export const needsReviewer = (line: string): boolean => line.includes(MARK_OF_REVIEWER);

/** Reads a line, and puts into it what the customer and the reviewer wrote. */
export const readReason = (line: string, items: readonly OrderLine[], said: string | undefined): Reason => {
  const begin = line.lastIndexOf(BEGIN_OF_GROUND);
  const raised = begin < 0 ? undefined : readGround(line.slice(begin + 1));
  const text = (raised ? line.slice(0, begin) : line)
    .replaceAll(/\{line (\d+)\}/g, (mark, number: string) => items[Number(number) - 1]?.product ?? mark)
    .replaceAll(MARK_OF_REVIEWER, () => said ?? 'no reason was given');
  if (raised === undefined) return { text };
  const { line: number, name = items[(number ?? 0) - 1]?.product, ...ground } = raised;
  const isReviewed = ground.code === ('not-approved' satisfies RaisedGround['code']) && said !== undefined;
  return { text, ground: { ...ground, ...(name !== undefined && { name }), ...(isReviewed && { said }) } };
};
