import { AwsError } from './aws-error.ts';
import type { Interceptor } from './dispatch.ts';
import { type Clock, pause } from './kit/clock.ts';
import { createTokenBucket, type Rate } from './kit/token-bucket.ts';

/** What an account may do. The throttling of a REST API's stage is in the template, and always on. */
export interface Quotas {
  /** Calls of Step Functions' API by operation; beyond them ThrottlingException. */
  readonly statesApi: Readonly<Record<string, Rate>>;
  /** Of Standard workflows, all together; beyond them executions wait. */
  readonly stateTransitions: Rate;
}

/** The default quotas of us-east-1, us-west-2 and eu-west-1; they are less in other regions.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const AWS_QUOTAS: Quotas = {
  statesApi: {
    StartExecution: { ratePerSecond: 300, burst: 1300 },
    DescribeExecution: { ratePerSecond: 15, burst: 300 },
  },
  stateTransitions: { ratePerSecond: 5000, burst: 5000 },
};

/** All quotas times a factor, so that a laptop can exceed them as a shop exceeds AWS's; a bucket holds at least one. */
export const scaleQuotas = ({ statesApi, stateTransitions }: Quotas, factor: number): Quotas => {
  const scale = ({ ratePerSecond, burst }: Rate): Rate => ({
    ratePerSecond: ratePerSecond * factor,
    burst: Math.max(1, burst * factor),
  });
  return {
    statesApi: Object.fromEntries(Object.entries(statesApi).map(([operation, rate]) => [operation, scale(rate)])),
    stateTransitions: scale(stateTransitions),
  };
};

/** What the engine tells the quotas, and they tell it. */
export interface QuotaContext {
  /** The roles under which state machines make their tasks' calls: of a workflow, these calls are all that passes here. */
  readonly workflowRoles: ReadonlySet<string>;
  /** Counts `states.throttled`, calls that were refused, and `states.delayed`, tasks that had to wait. */
  count(unit: string): void;
  readonly clock: Clock;
}

/** Holds calls to an account's quotas: refuses those of an API beyond its rate, delays the tasks of workflows beyond theirs. A
 * task's call stands for the transition into its state. */
export const createQuotas = ({ statesApi, stateTransitions }: Quotas, context: QuotaContext): Interceptor => {
  const { workflowRoles, count, clock } = context;
  const buckets = new Map(
    Object.entries(statesApi).map(([operation, rate]) => [operation, createTokenBucket(rate, clock)]),
  );
  const transitions = createTokenBucket(stateTransitions, clock);
  return async ({ service, operation, caller }) => {
    if (service === 'states' && buckets.get(operation)?.take() === false) {
      count('states.throttled');
      throw new AwsError('ThrottlingException', 'Rate exceeded', 400);
    }
    if (caller.kind !== 'role' || !workflowRoles.has(caller.roleArn)) return;
    const waitMs = transitions.reserve();
    if (waitMs === 0) return;
    count('states.delayed');
    await pause(clock, waitMs);
  };
};

/** Two interceptors as one: the second is asked where the first lets a call pass. */
export const inTurn = (first: Interceptor, second: Interceptor): Interceptor => {
  return async (call) => {
    const afterFirst = await first(call);
    const afterSecond = await second(call);
    return async () => {
      await afterSecond?.();
      await afterFirst?.();
    };
  };
};
