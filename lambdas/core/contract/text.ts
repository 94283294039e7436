import * as z from 'zod';

/** What a person may type as a name. Refused are control characters, line separators and the two noncharacters that SQS
 * does not carry (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html).
 * No flags, so that the pattern also holds in the API Gateway model. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses.
const PRINTABLE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]*$/;

const text = z
  .string()
  .regex(PRINTABLE, 'Must not contain control characters')
  .refine((value) => value.isWellFormed(), 'Must be well-formed Unicode')
  .trim()
  .min(1);

/** A single line of 1 to 100 characters, without the spaces around it. */
export const lineOfText = text.max(100);

/** What a person gives as a reason: a single line of up to 500 characters. */
export const longLineOfText = text.max(500);

/** A moment in UTC, to the second: `2025-11-03T12:47:44Z`. */
export const timestamp = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);

/** An ISO 4217 code: `EUR`. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);
