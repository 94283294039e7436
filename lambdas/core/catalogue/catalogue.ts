import * as z from 'zod';
import { productSchema } from '../contract/product.ts';

/** The catalogue as the repository and the custom resource hold it: no product twice. */
export const catalogueSchema = z
  .array(productSchema)
  .min(1)
  .refine((products) => new Set(products.map(({ product }) => product)).size === products.length, {
    message: 'A product appears twice',
  });
