import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { type HttpRequest, operation, type RestRoute } from '../../../service.ts';
import type { AsyncInvocations } from '../async-invocations.ts';
import type { Functions } from '../functions.ts';
import type { Invoker } from '../invoker.ts';
import { MAX_PAYLOAD_BYTES } from '../outcome.ts';

/** Largest asynchronous request, in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ASYNC_PAYLOAD_BYTES = 1024 * 1024;

const input = z.object({
  FunctionName: z.string(),
  Qualifier: z.string().optional(),
  InvocationType: z.enum(['RequestResponse', 'Event', 'DryRun']).default('RequestResponse'),
  LogType: z.enum(['None', 'Tail']).default('None'),
  /** JSON. */
  Payload: z.union([z.string(), z.instanceof(Uint8Array)]).default(''),
  /** JSON in base64. */
  ClientContext: z.string().optional(),
});

interface Output {
  readonly StatusCode: number;
  readonly ExecutedVersion?: string;
  readonly FunctionError?: 'Unhandled';
  readonly Payload?: string;
  readonly LogResult?: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const createInvoke = (functions: Functions, invoker: Invoker, asynchronous: AsyncInvocations) =>
  operation({
    input,
    access: ({ FunctionName, Qualifier }) => [
      { action: 'lambda:InvokeFunction', resource: functions.arnOf(FunctionName, Qualifier) },
    ],
    run: async (request, { requestId }): Promise<Output> => {
      const target = functions.find(request.FunctionName, request.Qualifier);
      if (request.InvocationType === 'DryRun') return { StatusCode: 204, ExecutedVersion: target.version };
      const payload = readPayload(request.Payload, request.InvocationType === 'Event');
      if (request.InvocationType === 'Event') {
        asynchronous.accept(target, requestId, payload);
        return { StatusCode: 202 };
      }
      const lines: string[] = [];
      const outcome = await invoker.invoke(target, {
        requestId,
        payload,
        ...(request.ClientContext && { clientContext: Buffer.from(request.ClientContext, 'base64').toString() }),
        ...(request.LogType === 'Tail' && { onLog: (text: string) => void lines.push(text) }),
      });
      return {
        StatusCode: 200,
        ExecutedVersion: target.version,
        ...(outcome.kind === 'failure' && { FunctionError: 'Unhandled' as const }),
        Payload: outcome.payload,
        ...(request.LogType === 'Tail' && { LogResult: tail(lines) }),
      };
    },
  });

const readPayload = (body: string | Uint8Array, asynchronous: boolean): string => {
  const most = asynchronous ? MAX_ASYNC_PAYLOAD_BYTES : MAX_PAYLOAD_BYTES;
  if (Buffer.byteLength(body) > most) {
    const message = `Request must be smaller than ${most} bytes for the InvokeFunction operation`;
    throw new AwsError('RequestTooLargeException', message, 413, { Type: 'User' });
  }
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  // The environment parses it and reports what it cannot read; a queued call must be known good before it is accepted.
  if (asynchronous && text !== '') checkJson(text);
  return text === '' ? '{}' : text;
};

const checkJson = (text: string): void => {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${error}`);
  }
};

/** The last 4 KB of the log, in base64. */
const tail = (lines: readonly string[]): string =>
  Buffer.from(`${lines.join('\n')}\n`)
    .subarray(-4096)
    .toString('base64');

/** The payload is the body, both ways; the rest is in headers. */
export const invokeRoute: RestRoute = {
  method: 'POST',
  path: '/2015-03-31/functions/{FunctionName}/invocations',
  operation: 'Invoke',
  read: ({ headers, query, body }: HttpRequest, { FunctionName }) => ({
    FunctionName,
    Qualifier: query.get('Qualifier') ?? undefined,
    InvocationType: headers['x-amz-invocation-type'],
    LogType: headers['x-amz-log-type'],
    ClientContext: headers['x-amz-client-context'],
    Payload: body,
  }),
  write: (output) => {
    const { StatusCode, ExecutedVersion, FunctionError, LogResult, Payload } = output as Output;
    return {
      status: StatusCode,
      headers: {
        'content-type': 'application/json',
        ...(ExecutedVersion && { 'x-amz-executed-version': ExecutedVersion }),
        ...(FunctionError && { 'x-amz-function-error': FunctionError }),
        ...(LogResult && { 'x-amz-log-result': LogResult }),
      },
      body: Payload ?? '',
    };
  },
};
