import type { Caller } from '../../../../service.ts';
import type { TaskState } from '../../definition/machine.ts';
import { EvaluationError } from '../../jsonata/expression.ts';
import { checkType, type Template } from '../../jsonata/template.ts';
import { exceedsPayload } from '../../limits.ts';
import { taskEvents } from '../../tasks/events.ts';
import { invokeTask } from '../../tasks/invoke.ts';
import { newToken } from '../../tasks/token.ts';
import type { Admission } from '../admission.ts';
import type { Failure } from '../error-rules.ts';
import type { Execution, Frame } from '../frame.ts';
import { type Core, failState, type Handler, StateFailed } from '../handler.ts';
import { toJson, tooLarge } from '../helpers.ts';

/** What ends a task from outside. */
export interface TaskHandler extends Handler<TaskState> {
  /** A callback with the task's token. */
  callBack(frame: Frame, outcome: NonNullable<Frame['record']['callback']>): void;
  heartbeat(frame: Frame): void;
}

/** Task: the call is written down before it is made, and made again after a restart if its result was not. */
export const createTaskHandler = (core: () => Core, admission: Admission): TaskHandler => {
  const stateOf = (frame: Frame): TaskState => frame.machine.states.get(frame.record.state) as TaskState;
  const eventsOf = (state: TaskState) => taskEvents(state.resource, core().engine.region);
  const waitsForToken = ({ resource }: TaskState): boolean => resource.kind === 'service' && resource.waitsForToken;

  const succeeded = async (frame: Frame, state: TaskState, result: string): Promise<void> => {
    const { record } = frame;
    core().supersede(frame);
    if (exceedsPayload(result)) {
      return failed(
        frame,
        state,
        tooLarge(state.resource.kind === 'function' ? state.resource.arn : state.resource.service),
      );
    }
    core().journal.append(frame, ...eventsOf(state).succeeded(result));
    record.phase = 'exiting';
    record.result = result;
    await exit(frame, state, result);
  };

  const exit = async (frame: Frame, state: TaskState, result: string): Promise<void> => {
    const extra = { result: JSON.parse(result) as unknown };
    await core().leave(frame, { transform: state, next: state.next, fallback: result, extra });
  };

  const failed = (frame: Frame, state: TaskState, failure: Failure): never => {
    core().supersede(frame);
    core().journal.append(frame, ...eventsOf(state).failed(failure));
    return failState(frame, failure);
  };

  const timedOut = (frame: Frame, state: TaskState, failure: Failure): never => {
    core().supersede(frame);
    core().journal.append(frame, ...eventsOf(state).timedOut());
    return failState(frame, failure);
  };

  const arm = (frame: Frame, state: TaskState): void => {
    const { call, heartbeatAt } = frame.record;
    const timeout = { error: 'States.Timeout' };
    if (call?.deadline !== undefined) core().wake(frame, call.deadline, async () => timedOut(frame, state, timeout));
    if (heartbeatAt !== undefined) {
      core().wake(frame, heartbeatAt, async () => timedOut(frame, state, { ...timeout, heartbeat: true }));
    }
  };

  const submitted = async (frame: Frame, state: TaskState, output: string): Promise<void> => {
    core().supersede(frame);
    core().journal.append(frame, ...eventsOf(state).submitted(output));
    frame.record.phase = 'token';
    core().journal.flush(frame.execution);
    arm(frame, state);
    if (frame.record.callback) await settle(frame, state, frame.record.callback);
  };

  const settle = async (
    frame: Frame,
    state: TaskState,
    outcome: NonNullable<Frame['record']['callback']>,
  ): Promise<void> =>
    'output' in outcome ? await succeeded(frame, state, outcome.output) : failed(frame, state, outcome.failure);

  const invoke = (frame: Frame, state: TaskState): void => {
    const { call } = frame.record;
    if (!call) return;
    const controller = new AbortController();
    frame.controller = controller;
    arm(frame, state);
    const { epoch } = frame;
    const then = (work: () => Promise<void>): void => {
      if (frame.epoch !== epoch || !frame.execution.open) return;
      frame.controller = undefined;
      void core().drive(frame, work);
    };
    const { engine } = core();
    const caller = (): Caller => callerOf(core(), frame.execution);
    admission.during(invokeTask(engine, caller, state.resource, call.arguments, controller.signal)).then(
      (result) => then(async () => await (waitsForToken(state) ? submitted : succeeded)(frame, state, result)),
      (error: unknown) =>
        then(async () => failed(frame, state, error instanceof StateFailed ? error.failure : { cause: String(error) })),
    );
  };

  const run = async (frame: Frame, state: TaskState): Promise<void> => {
    const { record } = frame;
    const token = waitsForToken(state) ? newToken({ execution: frame.execution.row.arn, frame: record.id }) : undefined;
    const argument = state.arguments
      ? toJson(await core().evaluate(frame, state.arguments, { taskToken: token }), 'Arguments')
      : record.input;
    const timeout = await secondsOf(core(), frame, state.timeoutSeconds, 'TimeoutSeconds');
    const heartbeat = await secondsOf(core(), frame, state.heartbeatSeconds, 'HeartbeatSeconds');
    if (exceedsPayload(argument)) throw new StateFailed(tooLarge(state.name));
    const now = core().engine.now();
    record.call = {
      arguments: argument,
      ...(timeout !== undefined && { deadline: now + timeout * 1000 }),
      ...(heartbeat !== undefined && { heartbeatMs: heartbeat * 1000 }),
      ...(token && { token }),
    };
    // Only what can send heartbeats can miss one.
    record.heartbeatAt = token && heartbeat !== undefined ? now + heartbeat * 1000 : undefined;
    const durations = {
      ...(timeout !== undefined && { timeoutInSeconds: timeout }),
      ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
    };
    core().journal.append(frame, ...eventsOf(state).scheduled(argument, durations));
    core().journal.append(frame, ...eventsOf(state).started());
    record.phase = 'task';
    core().journal.flush(frame.execution);
    invoke(frame, state);
  };

  return {
    run,
    resume: (frame, state) => {
      const { phase, result } = frame.record;
      if (phase === 'task') invoke(frame, state);
      if (phase === 'token') arm(frame, state);
      if (phase === 'exiting') void core().drive(frame, async () => await exit(frame, state, result ?? 'null'));
    },
    callBack: (frame, outcome) => {
      const state = stateOf(frame);
      if (frame.record.phase === 'token')
        return void core().drive(frame, async () => await settle(frame, state, outcome));
      frame.record.callback = outcome;
      core().journal.save(frame);
      core().journal.flush(frame.execution);
    },
    heartbeat: (frame) => {
      const { record } = frame;
      if (record.heartbeatAt === undefined || !record.call?.heartbeatMs) return;
      record.heartbeatAt = core().engine.now() + record.call.heartbeatMs;
      core().journal.save(frame);
      core().journal.flush(frame.execution);
      for (const cancel of frame.timers) cancel();
      frame.timers.clear();
      arm(frame, stateOf(frame));
    },
  };
};

const callerOf = ({ engine }: Core, execution: Execution): Caller =>
  engine.assumeRole(execution.role, execution.row.name, 'states.amazonaws.com');

const secondsOf = async (
  core: Core,
  frame: Frame,
  template: Template | undefined,
  field: string,
): Promise<number | undefined> => {
  if (!template) return undefined;
  const value = await core.evaluate(frame, template);
  checkType(value, 'number', template, field);
  if (Number.isInteger(value) && Number(value) > 0 && Number(value) <= 99_999_999) return Number(value);
  throw new EvaluationError(`The ${field} field must be an integer from 1 to 99999999 but was: ${value}`, field);
};
