import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AnswerAccepted, CancelAccepted, ReviewRequest } from '../../../../lambdas/core/contract/decision.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { isOpen } from '../../../../lambdas/core/contract/status.ts';
import type {
  HistoryEvent,
  OrderExecution,
  RedriveAccepted,
  RedriveRequest,
  ResendAccepted,
  StopAccepted,
  StopRequest,
} from '../../../../lambdas/core/contract/support.ts';
import type { Answer, Failure } from '../../api/answer.ts';
import type { OrdersApi } from '../../api/orders-api.ts';
import type { ExecutionChoice, SupportApi } from '../../api/support-api.ts';
import { readJourney } from '../../machine/journey.ts';
import type { Journey } from '../../machine/visits.ts';
import { awaitsMails } from '../mails.ts';
import { type Polling, restartable } from '../poll.ts';
import { carryingOutFailed } from './decisions.ts';
import { createHistory, type History } from './history.ts';

/** An execution without its history. */
export type TracedExecution = Omit<OrderExecution, 'events' | 'cursor'>;

/** An order's way through the state machine, live while it runs. */
export interface OrderTrace {
  /** Its record; undefined until it came, or where there is none. */
  readonly order: ReadonlySignal<OrderResponse | undefined>;
  readonly execution: ReadonlySignal<TracedExecution | undefined>;
  readonly events: ReadonlySignal<readonly HistoryEvent[]>;
  readonly journey: ReadonlySignal<Journey>;
  /** Whether a look at both has come to an end. */
  readonly looked: ReadonlySignal<boolean>;
  /** Whether more looks are to come. */
  readonly following: ReadonlySignal<boolean>;
  /** Why the last look told nothing of the execution. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Begins to look; returns what stops it. */
  start(): () => void;
  /** Looks again, though nothing was expected to change. */
  refresh(): void;
  redrive(request: RedriveRequest): Promise<Answer<RedriveAccepted>>;
  /** Sends one of its mails again. */
  resendConfirmation(occasion: string): Promise<Answer<ResendAccepted>>;
  /** Stops the execution that is shown. */
  stop(request: StopRequest): Promise<Answer<StopAccepted>>;
  review(request: ReviewRequest): Promise<Answer<AnswerAccepted>>;
  cancel(reason: string): Promise<Answer<CancelAccepted>>;
}

/** What a trace needs. */
export interface TraceDependencies {
  api: Pick<SupportApi, 'execution' | 'history' | 'redrive' | 'stop' | 'resendConfirmation' | 'review' | 'cancel'>;
  orders: Pick<OrdersApi, 'order'>;
  polling: Polling;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** How many looks Step Functions may go on telling of the time before a redrive that it has accepted. */
const LOOKS_FOR_A_REDRIVE = 12;
/** How many looks follow a decision about the order, which goes on by a task's token or in another execution. */
const LOOKS_FOR_A_DECISION = 8;
/** How many looks follow a wish for another mail. */
const LOOKS_FOR_A_MAIL = 8;

const isUnderWay = ({ execution: { status } }: TracedExecution): boolean =>
  status === 'RUNNING' || status === 'PENDING_REDRIVE';

const isNotFound = (failure: Failure): boolean => failure.kind === 'problem' && failure.problem.status === 404;

/** Failures that looking again does not mend. */
const isFinal = (failure: Failure): boolean =>
  failure.kind === 'signed-out' || (failure.kind === 'problem' && [400, 403].includes(failure.problem.status));

/** Whether an order is about to be cancelled, by a workflow that has not failed. */
const isBeingCancelled = (record: OrderResponse | undefined, traced: TracedExecution | undefined): boolean => {
  if (record?.status !== 'Processed' || record.cancelRequested === undefined) return false;
  return !carryingOutFailed(record, traced?.executions ?? []);
};

/** Which execution it is: both workflows name theirs as the order. */
const keyOf = ({ machine, name }: TracedExecution['execution']): string => `${machine} ${name}`;

/** Traces an order: its newest execution, or the one that is chosen. */
export const createOrderTrace = (
  { api, orders, polling, now }: TraceDependencies,
  orderId: string,
  choice: ExecutionChoice = {},
): OrderTrace => {
  const order = signal<OrderResponse | undefined>(undefined);
  const execution = signal<TracedExecution | undefined>(undefined);
  const events = signal<readonly HistoryEvent[]>([]);
  const looked = signal(false);
  const failure = signal<Failure | undefined>(undefined);
  const following = signal(false);
  let history: History = createHistory();
  /** Looks still to come, whatever they show. */
  let due = 0;

  const show = (found: OrderExecution): void => {
    const { events: page, cursor, ...rest } = found;
    const before = execution.peek()?.execution;
    if (before === undefined || keyOf(before) !== keyOf(rest.execution)) history = createHistory();
    history.take({ events: page, cursor });
    batch(() => {
      execution.value = rest;
      events.value = history.events();
    });
  };

  /** Shows the record and the execution at once, so that nothing moves when the second one comes; then the rest of the history. */
  const lookAtBoth = async (): Promise<void> => {
    const [found, record] = await Promise.all([api.execution(orderId, choice), orders.order(orderId)]);
    batch(() => {
      if (record.ok) order.value = record.value;
      if (found.ok) show(found.value);
      else failure.value = found.failure;
      looked.value = true;
    });
    if (!found.ok) return;
    const { machine, name } = found.value.execution;
    failure.value = await history.follow(
      (cursor) => api.history(orderId, { machine, name }, cursor),
      () => {
        events.value = history.events();
      },
    );
  };

  const isDone = (): boolean => {
    const problem = failure.peek();
    if (problem && isFinal(problem)) return true;
    if (due > 0) {
      due -= 1;
      return false;
    }
    const record = order.peek();
    const open = record !== undefined && isOpen(record.status);
    const awaits = record !== undefined && awaitsMails(record, now());
    if (problem) return isNotFound(problem) && !open && !awaits;
    const traced = execution.peek();
    if (traced && isUnderWay(traced)) return false;
    // Both are read at once: the record may be that of the moment before the end.
    const lags = traced?.execution.status === 'SUCCEEDED' && open;
    return !lags && !isBeingCancelled(record, traced) && !awaits;
  };

  const look = async (): Promise<'again' | 'done'> => {
    const before = execution.peek()?.execution;
    await lookAtBoth();
    const since = execution.peek()?.execution;
    if ((since && keyOf(since)) !== (before && keyOf(before)) || since?.redriveCount !== before?.redriveCount) due = 0;
    following.value = !isDone();
    return following.peek() ? 'again' : 'done';
  };

  const { start, restart } = restartable(polling, look, (started) => {
    following.value = started;
  });

  /** Waits for an act, then looks what comes of it. */
  const act = async <T>(looks: number, call: Promise<Answer<T>>): Promise<Answer<T>> => {
    const answer = await call;
    due = answer.ok ? looks : 0;
    restart();
    return answer;
  };

  return {
    order,
    execution,
    events,
    looked,
    following,
    failure,
    journey: computed(() => readJourney(events.value)),
    start,
    refresh: restart,
    redrive: (request) => act(LOOKS_FOR_A_REDRIVE, api.redrive(orderId, request)),
    resendConfirmation: (occasion) => act(LOOKS_FOR_A_MAIL, api.resendConfirmation(orderId, occasion)),
    stop: (request) => act(LOOKS_FOR_A_REDRIVE, api.stop(orderId, request)),
    review: (request) => act(LOOKS_FOR_A_DECISION, api.review(orderId, request)),
    cancel: (reason) => act(LOOKS_FOR_A_DECISION, api.cancel(orderId, reason)),
  };
};
