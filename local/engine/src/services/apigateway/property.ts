import { z } from 'zod';

/** A boolean, which a template may also write as a string. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);

/** A property that has no effect locally. */
export const unused = z.unknown().optional();
