import * as z from 'zod';

/** Twelve characters that name the order and four that check it, Crockford base32: `7K3M-9QXT-2V5H-A1BC`. */
export const orderIdSchema = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
