import { type BadEnd, badEndSchema, type ExecutionStatus, type Failure } from '../contract/failure.ts';
import type { HistoryEvent } from '../contract/support.ts';
import type { ExecutionReader } from './ports.ts';

const ENDINGS: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** How an execution stands by its history, and why. */
export interface Ending {
  status: ExecutionStatus;
  failure?: Failure;
  /** How far its history has come: an event's id, which only grows, also by redrives. */
  version: number;
  /** When its last event was. */
  at: string;
  /** How often it was redriven; undefined where the events that would tell are too far back. */
  redriveCount: number | undefined;
}

/** A state's name is in its StateEntered event; a redrive enters no state again, so the chain leads across redrives. */
const stateBefore = (event: HistoryEvent, byId: ReadonlyMap<number, HistoryEvent>): string | undefined => {
  let at: HistoryEvent | undefined = event;
  while (at) {
    const name = at.type.endsWith('StateEntered') ? at.details?.name : undefined;
    if (typeof name === 'string') return name;
    const previous: HistoryEvent | undefined = byId.get(at.previousEventId);
    // Events follow earlier ones: a history that says otherwise is not followed in circles.
    at = previous && previous.id < at.id ? previous : undefined;
  }
  return undefined;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A chain of that many events is longer than every retry of a state makes it: 19 attempts of 3 events, redriven thrice. */
const PAGE = 200;

/** Reads how an execution ended from the end of its history, as neither its description nor EventBridge's event names the
 * state that failed. Undefined where there is no such execution. */
export const readEnding = async (
  executions: Pick<ExecutionReader, 'history'>,
  name: string,
): Promise<Ending | undefined> => {
  const page = await executions.history(name, { limit: PAGE, newestFirst: true });
  if (page === undefined || page === 'bad-token') return undefined;
  const [last] = page.events;
  const version = last?.id ?? 0;
  const read = { version, at: last?.timestamp ?? '', redriveCount: redrivesIn(page.events) };
  const status = ENDINGS[last?.type ?? ''];
  if (!last || !status) return { status: 'RUNNING', ...read };
  if (status === 'SUCCEEDED') return { status, ...read };
  const state = stateBefore(last, new Map(page.events.map((event) => [event.id, event])));
  return { status, failure: failureOf(state, last.details), ...read };
};

/** Each redrive is an event that counts them. */
const redrivesIn = (newestFirst: readonly HistoryEvent[]): number | undefined => {
  const redriven = newestFirst.find(({ type }) => type === 'ExecutionRedriven');
  if (redriven) return Number(redriven.details?.redriveCount ?? 1);
  return newestFirst.at(-1)?.id === 1 ? 0 : undefined;
};

/** Whether an execution ended so that a person is needed. */
export const endsBadly = (status: ExecutionStatus): status is BadEnd => badEndSchema.safeParse(status).success;

const failureOf = (state: string | undefined, details: HistoryEvent['details']): Failure => {
  const error = text(details?.error);
  const cause = text(details?.cause);
  return {
    ...(state !== undefined && { state }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
};
