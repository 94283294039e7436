import * as z from 'zod';

/** A property of a resource that has no effect here. */
export const ignored = z.unknown().optional();

/** A boolean of a template: `true`, `false`, or either as a string, because a parameter has no boolean type and gives one.
 * Nothing else (`yes`, `1`, `True`) counts, in any service.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
