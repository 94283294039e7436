import { orderIdOf } from '../contract/execution-names.ts';
import type { PerMachine } from '../contract/machine.ts';
import type { Failure } from '../contract/support.ts';
import { withoutForeignText } from '../shared/loggable.ts';
import { type Ending, readEnding } from './failure.ts';
import type { ExecutionReader } from './ports.ts';

/** An execution that ended badly, as EventBridge tells it. */
interface EndedBadly {
  name: string;
  status: string;
  stateMachineArn?: string | undefined;
}

/** Tells the people who operate the shop. */
export interface Operations {
  alert(alert: { orderId: string; status: string; subject: string; text: string }): Promise<void>;
}

/** Enough of a cause to know the fault by; the whole, with what it quotes, is on the page. */
const MAX_CAUSE = 300;

/** A function's error arrives as JSON with its message and stack. */
const messageIn = (cause: string): string => {
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : cause;
  } catch {
    return cause;
  }
};

const reasonOf = ({ error, cause }: Failure): string => {
  const message =
    cause === undefined ? '' : withoutForeignText(messageIn(cause).replaceAll(/\s+/g, ' ')).slice(0, MAX_CAUSE);
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
  (
    executionsOf: (stateMachineArn: string | undefined) => Pick<ExecutionReader, 'machine' | 'history'>,
    operations: Operations,
    siteUrl: string,
  ) =>
  async ({ name, status, stateMachineArn }: EndedBadly): Promise<{ orderId: string; state: string | undefined }> => {
    const orderId = orderIdOf(name);
    const executions = executionsOf(stateMachineArn);
    const { what, query, section } = TOLD[executions.machine];
    const ending = await readEnding(executions, name);
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
