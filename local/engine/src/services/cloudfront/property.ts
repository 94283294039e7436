import { z } from 'zod';

/** A property without effect here. */
export const ignored = z.unknown().optional();

/** CloudFormation takes booleans as strings too. */
export const boolean = z.union([z.boolean(), z.stringbool()]);
