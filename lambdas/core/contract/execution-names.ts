/** The execution that the pipeline starts is named as the order; the one that support starts afresh has a suffix; there is no third one. */
const fresh = '.2';

/** The name of the execution that support starts afresh. */
export const freshNameOf = (orderId: string): string => `${orderId}${fresh}`;

/** The order that an execution is of. */
export const orderIdOf = (executionName: string): string =>
  executionName.endsWith(fresh) ? executionName.slice(0, -fresh.length) : executionName;

/** Whether support started the execution afresh. */
export const isFresh = (executionName: string): boolean => executionName.endsWith(fresh);
