import type { Execution } from '../../../../lambdas/core/contract/support.ts';

/** What support did about an order's execution. */
export type Remedy = 'redrive' | 'fresh' | 'start';

/** An accepted remedy, and the execution as it was before it. */
export interface Begun {
  remedy: Remedy;
  name: string | undefined;
  redriveCount: number;
}

/** What came of a remedy. */
interface RemedyOutcome {
  text: string;
  bad: boolean;
}

const BEGUN: Readonly<Record<Remedy, string>> = {
  redrive: 'The execution is redriven. This page follows it.',
  fresh: 'Another execution is started. This page follows it.',
  start: 'The execution is started. This page follows it.',
};
const SINCE: Readonly<Record<Remedy, string>> = {
  redrive: 'The execution was redriven',
  fresh: 'Another execution was started',
  start: 'The execution was started',
};
const ENDS: Readonly<Partial<Record<Execution['status'], string>>> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed again',
  TIMED_OUT: 'timed out',
  ABORTED: 'was stopped by a person',
};

/** How a remedy stands by the newest look: begun, or what became of it. `following` tells whether more looks are to come. */
export const outcomeOf = (
  { remedy, name, redriveCount }: Begun,
  execution: Pick<Execution, 'name' | 'redriveCount' | 'status'> | undefined,
  following: boolean,
): RemedyOutcome => {
  const hasBegun = execution !== undefined && (execution.name !== name || execution.redriveCount > redriveCount);
  if (!hasBegun) {
    const late = 'It was accepted, and Step Functions shows nothing of it yet. Load the page again in a moment.';
    return following ? { text: BEGUN[remedy], bad: false } : { text: late, bad: true };
  }
  const end = ENDS[execution.status];
  if (end === undefined) return { text: BEGUN[remedy], bad: false };
  const words = remedy === 'start' ? end.replace(' again', '') : end;
  return { text: `${SINCE[remedy]}, and ${words}.`, bad: execution.status !== 'SUCCEEDED' };
};
