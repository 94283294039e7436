import { randomUUID } from 'node:crypto';
import type { Caller, Engine } from '../../../service.ts';
import { StateFailed } from '../failure.ts';
import type { ServiceResource, TaskResource } from './resource.ts';
import { serviceFailure } from './service-errors.ts';

interface InvokeOutput {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly ExecutedVersion?: string;
  readonly Payload?: string | Uint8Array;
}

/** Makes a task's call as the state machine's role; gives its result as JSON. Throws StateFailed. */
export const invokeTask = async (
  engine: Engine,
  asRole: () => Caller,
  resource: TaskResource,
  argument: string,
  signal: AbortSignal,
): Promise<string> => {
  const service = resource.kind === 'function' ? 'lambda' : resource.service;
  try {
    const caller = asRole();
    if (resource.kind === 'function') {
      const input = { FunctionName: resource.arn, Payload: argument, InvocationType: 'RequestResponse' };
      return JSON.stringify(
        parsePayload(payloadOf(await engine.call<InvokeOutput>(caller, 'lambda', 'Invoke', input, signal))),
      );
    }
    if (service === 'lambda') return await invokeFunction(engine, caller, argument, signal);
    const output = await engine.call<object>(
      caller,
      service,
      operationOf(resource),
      inputOf(resource, argument),
      signal,
    );
    return JSON.stringify({ ...output, ...metadata() });
  } catch (error) {
    if (error instanceof StateFailed) throw error;
    throw new StateFailed(serviceFailure(service, error));
  }
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
const invokeFunction = async (
  engine: Engine,
  caller: Caller,
  argument: string,
  signal: AbortSignal,
): Promise<string> => {
  const { Payload, InvocationType = 'RequestResponse', ...rest } = JSON.parse(argument) as Record<string, unknown>;
  const input = { ...rest, InvocationType, ...(Payload !== undefined && { Payload: JSON.stringify(Payload) }) };
  const output = await engine.call<InvokeOutput>(caller, 'lambda', 'Invoke', input, signal);
  const payload = payloadOf(output);
  return JSON.stringify({
    ExecutedVersion: output.ExecutedVersion ?? '$LATEST',
    Payload: parsePayload(payload),
    ...metadata(output.StatusCode),
    StatusCode: output.StatusCode,
  });
};

const payloadOf = ({ Payload, FunctionError }: InvokeOutput): string => {
  const payload = typeof Payload === 'string' ? Payload : Buffer.from(Payload ?? []).toString();
  if (FunctionError === undefined) return payload || 'null';
  const { errorType } = Object(parsePayload(payload)) as { errorType?: unknown };
  if (typeof errorType === 'string') throw new StateFailed({ error: errorType, cause: payload });
  throw new StateFailed({
    error: 'Lambda.Unknown',
    cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  });
};

const parsePayload = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
};

const operationOf = ({ action }: ServiceResource): string => `${action.charAt(0).toUpperCase()}${action.slice(1)}`;

/** A message body or an SNS message may be written as an object; the service takes text. */
const inputOf = ({ service }: ServiceResource, argument: string): unknown => {
  const input = JSON.parse(argument) as Record<string, unknown>;
  const member = service === 'sqs' ? 'MessageBody' : service === 'sns' ? 'Message' : undefined;
  if (!member || typeof input[member] !== 'object' || input[member] === null) return input;
  return { ...input, [member]: JSON.stringify(input[member]) };
};

const metadata = (status = 200): object => {
  const requestId = randomUUID();
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: { 'x-amzn-RequestId': [requestId] },
      HttpHeaders: { 'x-amzn-RequestId': requestId },
      HttpStatusCode: status,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
};
