import { AwsError } from '../../aws-error.ts';
import { pause } from '../../kit/clock.ts';
import type { AwsService, Engine } from '../../service.ts';
import { createAsyncInvocations } from './async-invocations.ts';
import { createEventSourceMappings } from './event-source-mappings.ts';
import { createFunctions } from './functions.ts';
import { createInvoker } from './invoker.ts';
import { createDescribeOperations, DESCRIBE_ROUTES } from './operations/describe.ts';
import { createInvoke, invokeRoute } from './operations/invoke.ts';
import { createPermissions } from './permissions.ts';
import { createEventInvokeConfigType } from './resources/event-invoke-config.ts';
import { createEventSourceMappingType } from './resources/event-source-mapping.ts';
import { createFunctionType } from './resources/function.ts';
import { createPermissionType } from './resources/permission.ts';
import { createAliasType, createVersionType } from './resources/versions.ts';

const LOOK_AGAIN_MS = 20;

/** Lambda: functions in worker threads. https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const createLambda = (engine: Engine): AwsService => {
  // Functions run in UTC. Worker threads take their zone from the process, whatever their own TZ says.
  process.env.TZ = 'UTC';
  const functions = createFunctions(engine.region, engine.accountId, (fn) => invoker.retire(fn));
  const permissions = createPermissions();
  const invoker = createInvoker(engine);
  const asynchronous = createAsyncInvocations(engine, functions, invoker);
  const mappings = createEventSourceMappings(engine, functions, invoker);
  return {
    name: 'lambda',
    protocol: 'rest-json',
    operations: {
      Invoke: createInvoke(functions, invoker, asynchronous),
      ...createDescribeOperations(functions, permissions.policyOf),
    },
    routes: [invokeRoute, ...DESCRIBE_ROUTES],
    elsewhere: { lists: { ListFunctions: { Functions: [] } }, missing: missingElsewhere(engine) },
    resourceTypes: {
      'AWS::Lambda::Function': createFunctionType(engine, functions),
      'AWS::Lambda::Permission': createPermissionType(functions, permissions),
      'AWS::Lambda::Version': createVersionType(functions),
      'AWS::Lambda::Alias': createAliasType(functions),
      'AWS::Lambda::EventInvokeConfig': createEventInvokeConfigType(engine, functions, asynchronous),
      'AWS::Lambda::EventSourceMapping': createEventSourceMappingType(engine, functions, mappings),
    },
    resourcePolicy: permissions.policyOf,
    start: () => {
      // What custom resources called is not called before the next deployment.
      invoker.retireIdle();
      asynchronous.start();
      mappings.start();
    },
    rest: async () => {
      await mappings.rest();
      while (!invoker.idle()) await pause(engine.clock, LOOK_AGAIN_MS);
    },
    stop: async () => {
      mappings.stop();
      asynchronous.stop();
      await invoker.stop();
    },
  };
};

const missingElsewhere =
  ({ accountId }: Engine) =>
  ({ FunctionName }: Readonly<Record<string, unknown>>, region: string): AwsError => {
    const name = String(FunctionName);
    const of = name.startsWith('arn:') ? name.split(':')[3] : region;
    const text =
      of === region
        ? `Function not found: arn:aws:lambda:${region}:${accountId}:function:${name}`
        : `Functions from '${of}' are not reachable in this region ('${region}')`;
    return new AwsError('ResourceNotFoundException', text, 404, { Type: 'User' });
  };
