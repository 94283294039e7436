import type { Caller, Engine } from '../../../../service.ts';
import type { TaskState } from '../../definition/machine.ts';
import { StateFailed, tooLarge } from '../../failure.ts';
import { exceedsPayload } from '../../limits.ts';
import { taskEvents } from '../../tasks/events.ts';
import { invokeTask } from '../../tasks/invoke.ts';
import { newToken } from '../../tasks/token.ts';
import type { Admission } from '../admission.ts';
import { evaluate } from '../evaluate.ts';
import type { Frame } from '../frame.ts';
import type { Driver, Handler, Next, Work } from '../handler.ts';
import type { Journal } from '../journal.ts';
import { toJson } from '../json.ts';
import { supersede } from '../supersede.ts';
import { limitOf, watchLimits } from './task-limits.ts';
import type { TaskOutcomes } from './task-outcomes.ts';

/** What tasks work with. */
export interface TaskParts {
  readonly engine: Engine;
  readonly steady: () => number;
  readonly journal: Journal;
  readonly admission: Admission;
  readonly outcomes: TaskOutcomes;
}

/** Task: the call is written down before it is made, and made again after a restart if its result was not. */
export const createTaskHandler = ({ engine, steady, journal, admission, outcomes }: TaskParts): Handler<TaskState> => {
  /** Writes down a call with its limits. */
  const schedule = (
    frame: Frame,
    state: TaskState,
    call: { argument: string; token?: string },
    limits: Limits,
  ): void => {
    const { timeout, heartbeat } = limits;
    const now = steady();
    frame.record.call = {
      arguments: call.argument,
      ...(timeout !== undefined && { deadline: now + timeout * 1000 }),
      ...(heartbeat !== undefined && { heartbeatMs: heartbeat * 1000 }),
      ...(call.token && { token: call.token }),
    };
    // Only what can send heartbeats can miss one.
    frame.record.heartbeatAt = call.token && heartbeat !== undefined ? now + heartbeat * 1000 : undefined;
    const events = taskEvents(state.resource, engine.region);
    const durations = {
      ...(timeout !== undefined && { timeoutInSeconds: timeout }),
      ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
    };
    journal.append(frame, ...events.scheduled(call.argument, durations));
    journal.append(frame, ...events.started());
    frame.record.phase = 'task';
  };

  /** Makes the call that is written down. */
  const invoke = (frame: Frame, state: TaskState, driver: Driver): void => {
    const { epoch, execution } = frame;
    const { call } = frame.record;
    if (!call) return;
    const controller = new AbortController();
    frame.controller = controller;
    watchLimits(frame, state, outcomes, driver);
    const arrived = (work: Work): void => {
      if (frame.epoch !== epoch || !execution.open) return;
      frame.controller = undefined;
      supersede(frame);
      void driver.drive(frame, work);
    };
    const caller = (): Caller =>
      engine.assumeRole(execution.role, execution.row.name, {
        principal: 'states.amazonaws.com',
        sourceArn: execution.row.machine,
      });
    const done = waitsForToken(state) ? outcomes.submitted : outcomes.succeeded;
    admission.during(invokeTask(engine, caller, state.resource, call.arguments, controller.signal)).then(
      (result) => arrived(async () => await done(frame, state, result)),
      (error: unknown) => arrived(async () => outcomes.failed(frame, state, failureOf(error))),
    );
  };

  return {
    run: async (frame, state): Promise<Next> => {
      const target = { execution: frame.execution.row.arn, frame: frame.record.id };
      const token = waitsForToken(state) ? newToken(target) : undefined;
      const argument = state.arguments
        ? toJson(await evaluate(frame, state.arguments, { taskToken: token }), 'Arguments')
        : frame.record.input;
      const timeout = await limitOf(frame, state.timeoutSeconds, 'TimeoutSeconds');
      const heartbeat = await limitOf(frame, state.heartbeatSeconds, 'HeartbeatSeconds');
      if (exceedsPayload(argument)) throw new StateFailed(tooLarge(state.name));
      schedule(frame, state, { argument, ...(token && { token }) }, { timeout, heartbeat });
      return { kind: 'wait' };
    },
    wait: (frame, state, driver) => {
      const { phase } = frame.record;
      if (phase === 'task') invoke(frame, state, driver);
      if (phase === 'token') watchLimits(frame, state, outcomes, driver);
      if (phase === 'exiting') void driver.drive(frame, async () => await outcomes.exit(frame, state));
    },
  };
};

/** In seconds. */
interface Limits {
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
}

const waitsForToken = ({ resource }: TaskState): boolean => resource.kind === 'service' && resource.waitsForToken;

const failureOf = (error: unknown) => (error instanceof StateFailed ? error.failure : { cause: String(error) });
