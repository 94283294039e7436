/** The execution that the pipeline starts is named as the order; the one that support starts afresh has a suffix; there is no
 * third one. Of letters, digits, `-` and `_` alone, or its log on CloudWatch would miss it:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const SUFFIX = '-2';

/** What the suffix was once. Step Functions keeps such executions for 90 days after their end; then this can go. */
const FORMER_SUFFIX = '.2';

/** The name of the execution that support starts afresh. */
export const freshNameOf = (orderId: string): string => `${orderId}${SUFFIX}`;

/** The names that the execution started afresh may have, today's first. */
export const freshNamesOf = (orderId: string): readonly string[] => [
  freshNameOf(orderId),
  `${orderId}${FORMER_SUFFIX}`,
];

/** The order that an execution is of. An order's id ends with a group of four, so it is never taken for a suffix. */
export const orderIdOf = (executionName: string): string => {
  const found = [SUFFIX, FORMER_SUFFIX].find((each) => executionName.endsWith(each));
  return found === undefined ? executionName : executionName.slice(0, -found.length);
};

/** Whether support started the execution afresh. */
export const isFresh = (executionName: string): boolean => orderIdOf(executionName) !== executionName;
