/** What is wrong with a part of an expression, in DynamoDB's words; undefined where nothing is. */
export type Fault = string | undefined;

/** What is wrong with the first part that has a fault. */
export const firstFault = <T>(of: readonly T[], check: (element: T) => Fault): Fault => {
  for (const element of of) {
    const fault = check(element);
    if (fault !== undefined) return fault;
  }
  return undefined;
};
