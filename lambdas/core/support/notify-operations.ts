import { orderIdOf } from '../contract/execution-names.ts';
import type { Failure } from '../contract/failure.ts';
import type { PerMachine } from '../contract/machine.ts';
import { shortCause } from './cause.ts';
import type { Ending } from './failure.ts';
import type { NamedExecution } from './ports.ts';

/** Tells the people who operate the shop. */
export interface Operations {
  alert(alert: { orderId: string; status: string; subject: string; text: string }): Promise<void>;
}

const reasonOf = ({ error, cause }: Failure): string => {
  const message = cause === undefined ? '' : shortCause(cause);
  return [error ?? 'no error was given', message].filter((part) => part !== '').join(': ');
};

const OUTCOMES: Readonly<Record<string, string>> = {
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'was stopped by a person',
};

/** SNS takes subjects of up to 100 ASCII characters, without line breaks. */
const MAX_SUBJECT = 100;
const subjectOf = (sentence: string): string => sentence.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, MAX_SUBJECT);

/** What is told of each workflow: what it is to people, where its page is, and what to read. */
const TOLD: PerMachine<{ what: string; query: string; section: string }> = {
  OrderProcessing: { what: 'workflow', query: '', section: 'Workflow failures' },
  OrderCancellation: { what: 'cancellation', query: '?machine=OrderCancellation', section: 'A cancellation failed' },
};

/** Makes the use case "alert operations": one message an execution that ended badly, with the state, the error and the page.
 * EventBridge delivers at least once, and by then somebody may have redriven the execution; the text says so, rather than
 * keeping silent about a failure that happened. */
export const createNotifyOperations =
  (operations: Operations, siteUrl: string) =>
  async (
    { machine, name }: NamedExecution,
    status: string,
    ending: Ending | undefined,
  ): Promise<{ orderId: string; state: string | undefined }> => {
    const orderId = orderIdOf(name);
    const { what, query, section } = TOLD[machine];
    const failure = ending?.failure ?? {};
    const { state } = failure;
    const sentence = `The ${what} of order ${orderId} ${OUTCOMES[status] ?? status}${state ? ` at ${state}` : ''}`;
    const lines = [
      `${sentence}.`,
      '',
      `Error: ${reasonOf(failure)}`,
      ...nowOf(ending, status),
      `Execution: ${name}`,
      `Page: ${new URL(`support/orders/${orderId}${query}`, siteUrl)}`,
      `What to do: docs/runbook.md, "${section}"`,
    ];
    await operations.alert({ orderId, status, subject: subjectOf(sentence), text: lines.join('\n') });
    return { orderId, state };
  };

const nowOf = (ending: Ending | undefined, status: string): string[] =>
  ending && ending.status !== status ? [`By now it is ${ending.status}: somebody has redriven it.`] : [];
