import * as z from 'zod';
import { fill, type Messages, namesIn } from './languages/message.ts';
import { lineOfText, longLineOfText } from './text.ts';

const count = z.int().min(0);

/** Why an order is rejected, as a stable code with what its words need. A version after may have further codes: readers take the
 * words in `reasons` where they do not know one. */
export const groundSchema = z.object({
  /** A key of the words that each language has for reasons. */
  code: z.string().regex(/^[a-z-]{1,40}$/),
  /** Of a product, as the catalogue knows it, or as the customer wrote it where that knows none. */
  name: lineOfText.optional(),
  wanted: count.optional(),
  most: count.optional(),
  /** What the person who reviewed the order gave as their reason. */
  said: longLineOfText.optional(),
});

/** Why an order is rejected. */
export type Ground = z.infer<typeof groundSchema>;

/** A reason in words, by the texts that a language has for them; undefined where it has none for its code, or a value is missing. */
export const sayGround = (texts: Messages, { code, ...values }: Ground): string | undefined => {
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  if (typeof text !== 'string' || namesIn(text).some((name) => known[name] === undefined)) return undefined;
  return fill(text, known);
};

/** A rejected order's reasons. */
interface Rejected {
  reasons: readonly string[];
  grounds?: readonly Ground[] | undefined;
}

/** The reasons of a rejection in a language: by their codes as far as it has words for them, else as they were recorded. */
export const sayReasons = (texts: Messages, { reasons, grounds = [] }: Rejected): string[] =>
  reasons.map((reason, index) => {
    const ground = grounds[index];
    return (ground && sayGround(texts, ground)) ?? reason;
  });
