import type { Execution, HistoryEvent } from '../contract/support.ts';

/** The token as it stands in the payload of a task that waits for a person; in a text within a text its marks are escaped. */
const TASK_TOKEN = /(taskToken\\*"\s*:\s*\\*")[^"\\]*/g;

const withheld = (text: string): string => text.replaceAll(TASK_TOKEN, '$1[withheld]');

const withoutTokens = (value: unknown): unknown => {
  if (typeof value === 'string') return withheld(value);
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === 'taskToken' ? '[withheld]' : withoutTokens(member)]),
  );
};

/** An event of a history without what whoever has it may answer for a person by. */
export const withoutToken = ({ details, ...event }: HistoryEvent): HistoryEvent =>
  details === undefined ? event : { ...event, details: withoutTokens(details) as HistoryEvent['details'] };

/** The same of an execution. */
export const executionWithoutToken = (execution: Execution): Execution => withoutTokens(execution) as Execution;
