import { type CauseContext, functionNameIn, sayCause } from './cause-words.ts';
import type { NodeKind } from './graph.ts';
import { type Outcome, outcomeOfVisit, retriesOf, type StateOutcome } from './outcome.ts';
import type { Fault, Journey, Visit } from './visits.ts';

/** Outcomes as they stand in the drawing and in lists. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  'not-reached': 'Not reached',
  'in-progress': 'In progress',
  succeeded: 'Succeeded',
  caught: 'Caught error',
  failed: 'Failed',
  stopped: 'Stopped',
};

/** Kinds of states in words. */
export const KIND_WORDS: Readonly<Record<NodeKind, string>> = {
  start: 'start',
  end: 'end',
  task: 'task',
  choice: 'choice',
  pass: 'pass',
  wait: 'wait',
  succeed: 'success',
  fail: 'failure',
  parallel: 'parallel branches',
  map: 'map',
  other: 'state',
};

/** `one`, or a number of them in the plural. */
const times = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** An outcome with what makes it special: `Succeeded, 2 retries`. */
export const sayOutcome = ({ outcome, visits, retries, redrives }: StateOutcome): string =>
  [
    OUTCOME_WORDS[outcome],
    ...(visits.length > 1 ? [`${visits.length} visits`] : []),
    ...(retries > 0 ? [times(retries, 'retry', 'retries')] : []),
    ...(redrives > 0 ? [times(redrives, 'redrive', 'redrives')] : []),
  ].join(', ');

/** `OrderRejected: No such product.`, with a full stop. What a schema found wanting says more than the error's name. */
export const sayFault = ({ error, cause }: Partial<Fault>, context: CauseContext = {}): string => {
  const said = sayCause(cause, context);
  const parts = [said?.isWhole ? undefined : error, said?.text].filter((part) => part);
  const text = parts.length === 0 ? 'no error was given' : parts.join(': ');
  return /[.!?…]$/.test(text) ? text : `${text}.`;
};

/** Where an execution failed and with what, as the API tells it or as the history does. */
export interface ToldFailure extends Partial<Fault> {
  state?: string | undefined;
}

const VERBS: Readonly<Record<string, string>> = {
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'was stopped by a person',
};

const contextOf = ({ input, attempts }: Visit): CauseContext => ({
  input,
  functionName: functionNameIn(attempts.at(-1)?.parameters),
});

/** In one sentence what failed: `PersistOrder failed after 3 tries: Error: message.` */
export const sayFailed = (status: string, told: ToldFailure, journey: Journey): string => {
  const visit = journey.failedAt;
  const state = told.state ?? visit?.state;
  const verb = VERBS[status] ?? 'failed';
  if (status === 'ABORTED') {
    const reason = told.error || told.cause ? `: ${sayFault(told)}` : '.';
    return `The execution ${verb}${state ? ` at ${state}` : ''}${reason}`;
  }
  const retries = visit && visit.state === state ? retriesOf(visit) : 0;
  const where = visit?.iteration === undefined ? '' : ` in iteration ${visit.iteration + 1}`;
  const tries = retries > 0 ? ` after ${retries + 1} tries` : '';
  const fault = told.error || told.cause ? told : (journey.fault ?? {});
  const context = visit && visit.state === state ? contextOf(visit) : {};
  return `${state ?? 'The execution'} ${verb}${where}${tries}: ${sayFault(fault, context)}`;
};

/** What became of a visit, for those who choose among several. */
export const sayVisit = (visit: Parameters<typeof outcomeOfVisit>[0], index: number): string => {
  const name = visit.iteration === undefined ? `Visit ${index + 1}` : `Iteration ${visit.iteration + 1}`;
  return `${name}: ${OUTCOME_WORDS[outcomeOfVisit(visit)].toLowerCase()}`;
};
