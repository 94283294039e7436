import * as z from 'zod';
import { lineOfText } from './text.ts';

/** An ISO 3166-1 alpha-2 code: `DE`. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/);

/** Where an order goes. It is on the message and on the record, and in no execution's input or output: histories cannot be
 * erased for 90 days. */
export const deliveryAddressSchema = z.strictObject({
  /** Of who receives it, where that is somebody else. */
  name: lineOfText.optional(),
  street: lineOfText,
  extra: lineOfText.optional(),
  postalCode: lineOfText,
  city: lineOfText,
  region: lineOfText.optional(),
  country: countryCode,
});

/** Where an order goes. */
export type DeliveryAddress = z.infer<typeof deliveryAddressSchema>;
