import * as z from 'zod';

/** The header Idempotency-Key: visible ASCII, 1 to 128 characters. */
export const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{1,128}$/);
