import { AwsError } from '../../aws-error.ts';
import type { Engine } from '../../service.ts';
import { startEnvironment } from './environment.ts';
import { environmentVariables } from './environment-variables.ts';
import { createFleet, type Fleet, type FleetLimits } from './fleet.ts';
import type { FunctionConfig } from './function-config.ts';
import type { FunctionReference } from './functions.ts';
import { createLogShipper } from './log-shipper.ts';
import { type Finished, withinSize } from './outcome.ts';
import { createStackMapper } from './stack-mapper.ts';

/** One synchronous call. */
interface FunctionCall {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  /** JSON. */
  readonly clientContext?: string;
  /** Sees what this call logs. */
  readonly onLog?: (text: string) => void;
}

/** Runs functions; what IAM has to say was said before. */
export interface Invoker {
  /** Throws TooManyRequestsException and InvalidRequestContentException; a function's own failure is an outcome. */
  invoke(target: FunctionReference, call: FunctionCall): Promise<Finished>;
  environments: Fleet['size'];
  retire: Fleet['retire'];
  retireIdle: Fleet['retireIdle'];
  idle: Fleet['idle'];
  stop(): Promise<void>;
}

/** How long a debugger may hold a function. */
const HELD_SECONDS = 86_400;

/** Connects functions to their environments, their logs and the engine's counters. */
export const createInvoker = (engine: Engine, limits?: FleetLimits): Invoker => {
  const logs = createLogShipper(engine);
  const mapStack = createStackMapper(engine.sourceMaps);
  const start = (fn: FunctionConfig, onEnd: () => void) => {
    const stream = logStreamName(engine.now());
    return startEnvironment(engine.clock, {
      variables: environmentVariables(engine, fn, stream),
      taskRoot: fn.taskRoot,
      handler: fn.handler,
      memoryMb: fn.memoryMb,
      awsOrigin: engine.awsOrigin(),
      connect: engine.connect,
      mapStack,
      ...(engine.debugging && { initSeconds: HELD_SECONDS }),
      onLog: (text) => logs.add(fn, stream, text),
      onEnd,
    });
  };
  const fleet = createFleet(start, engine.clock, limits);
  return {
    environments: fleet.size,
    retire: fleet.retire,
    retireIdle: fleet.retireIdle,
    idle: fleet.idle,
    invoke: async ({ fn, arn }, call) => {
      const { outcome, durationMs } = await fleet.invoke(fn, {
        ...call,
        functionArn: arn,
        timeoutSeconds: engine.debugging ? HELD_SECONDS : fn.timeoutSeconds,
      });
      if (outcome.kind === 'unreadable') {
        throw new AwsError(
          'InvalidRequestContentException',
          `Could not parse request body into json: ${outcome.message}`,
        );
      }
      engine.count('lambda.invocation');
      engine.count(`lambda.invocation:${fn.name}`);
      engine.count(`lambda.ms:${fn.name}`, Math.ceil(durationMs));
      return withinSize(outcome);
    },
    stop: async () => {
      await fleet.stop();
      await logs.stop();
    },
  };
};

/** `2026/01/31/[$LATEST]<32 hex digits>`. */
const logStreamName = (now: number): string => {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${crypto.randomUUID().replaceAll('-', '')}`;
};
