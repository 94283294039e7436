import type { Execution, HistoryEvent } from '../contract/support.ts';
import { withholding } from './withheld-members.ts';

/** The token in a text that is no JSON, or a part of some; in a text within a text its marks are escaped. */
const TASK_TOKEN = /(taskToken\\*"\s*:\s*\\*")[^"\\]*/g;

const withoutTokens = withholding({
  member: (name) => (name === 'taskToken' ? '[withheld]' : undefined),
  text: (text) => text.replaceAll(TASK_TOKEN, '$1[withheld]'),
});

/** An event of a history without what whoever has it may answer for a person by. */
export const withoutToken = ({ details, ...event }: HistoryEvent): HistoryEvent =>
  details === undefined ? event : { ...event, details: withoutTokens(details) as HistoryEvent['details'] };

/** The same of an execution. */
export const executionWithoutToken = (execution: Execution): Execution => withoutTokens(execution) as Execution;
