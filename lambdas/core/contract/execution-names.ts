/** The execution that the pipeline starts is named as the order; the one that support starts afresh has a suffix. */
const FRESH = '.2';

/** The name of the execution that support starts afresh. */
export const freshNameOf = (orderId: string): string => `${orderId}${FRESH}`;

/** The order that an execution is of. */
export const orderIdOf = (executionName: string): string =>
  executionName.endsWith(FRESH) ? executionName.slice(0, -FRESH.length) : executionName;

/** Whether support started the execution afresh. */
export const isFresh = (executionName: string): boolean => executionName.endsWith(FRESH);
