import type { OrderLine } from '../contract/order-request.ts';

/** Stands in a reason for what the customer wrote as the product of a line, counted from 0. Lambda logs what a task throws, and
 * X-Ray keeps it: the customer's own text is put in only where the rejection is recorded. */
export const markOfLine = (index: number): string => `{line ${index + 1}}`;

/** The reasons as the customer reads them. */
export const withLines = (reasons: readonly string[], lines: readonly OrderLine[]): string[] =>
  reasons.map((reason) =>
    reason.replaceAll(/\{line (\d+)\}/g, (mark, number: string) => lines[Number(number) - 1]?.product ?? mark),
  );

/** Stands in a reason for what a person of support gave as theirs, which is on the record. */
export const MARK_OF_REVIEWER = '{reviewer}';

/** The reasons with what the reviewer wrote. */
export const withReviewer = (reasons: readonly string[], said: string): string[] =>
  reasons.map((reason) => reason.replaceAll(MARK_OF_REVIEWER, () => said));
