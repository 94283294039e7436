import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';
import { isDiskFull } from './disk-full.ts';
import type { Dispatcher } from './dispatch.ts';
import { isTooLarge, readHead, readRequest, writeResponse } from './http.ts';
import type { Iam } from './iam/index.ts';
import { speaks, spokenProtocol } from './protocols/index.ts';
import type { AwsService, HttpRequest, HttpResponse } from './service.ts';

/** To whom a request is addressed, and by whom. */
interface Address {
  readonly service: AwsService | undefined;
  /** What the client calls the service; '' where it does not say. */
  readonly name: string;
  readonly accessKeyId: string;
  /** That the request is signed for; absent where it is not signed. */
  readonly region: string | undefined;
}

/** Answers AWS API requests on the one endpoint: decode, authorize, dispatch, encode. What is wrong with a call is told in the
 * protocol that its client speaks. */
export const createGateway = (dispatcher: Dispatcher, iam: Iam, report: (line: string) => void) => {
  const addressOf = ({ headers }: HttpRequest): Address => {
    const scope = /Credential=([^/,\s]+)\/[^/]*\/([^/]*)\/([^/]+)\//.exec(headers.authorization ?? '');
    const [prefix = ''] = (headers['x-amz-target'] ?? '').split('.');
    const service = prefix
      ? dispatcher.services().find(({ targetPrefix }) => targetPrefix === prefix)
      : dispatcher.find(scope?.[3] ?? '');
    return {
      service,
      name: service?.name ?? scope?.[3] ?? prefix,
      accessKeyId: scope?.[1] ?? '',
      region: scope?.[2] || undefined,
    };
  };

  const run = async (
    { service, name, accessKeyId, region }: Address,
    request: HttpRequest,
    requestId: string,
    signal: AbortSignal,
  ): Promise<HttpResponse> => {
    const protocol = spokenProtocol(request, service);
    if (!service) throw name ? protocol.unknownOperation(`AWS service ${name} is not emulated`) : unsigned(request);
    if (!speaks(service, protocol)) {
      throw protocol.unknownOperation(`${name} speaks ${service.protocol} here, and this request another protocol`);
    }
    const call = protocol.decode(service, request);
    if (!Object.hasOwn(service.operations, call.operation)) {
      throw protocol.unknownOperation(`${name}:${call.operation} is not emulated`);
    }
    const caller = iam.callerOf(accessKeyId);
    const outside = { origin: originOf(request), region };
    const output = await dispatcher.call(caller, name, call.operation, call.input, signal, outside);
    return protocol.encode(service, call, output, requestId);
  };

  const refuse = ({ service, name }: Address, request: HttpRequest, requestId: string, error: unknown) => {
    if (!(error instanceof AwsError) && !isDiskFull(error))
      report(`${name}: ${error instanceof Error ? (error.stack ?? error) : error}`);
    const told = error instanceof AwsError ? error : internalFailure();
    return spokenProtocol(request, service).encodeError(service ?? {}, told, requestId);
  };

  const answer = async (request: HttpRequest, signal: AbortSignal, tooLarge = isTooLarge(request.body)) => {
    const address = addressOf(request);
    const requestId = randomUUID();
    try {
      if (tooLarge) throw new AwsError('RequestEntityTooLargeException', 'body too large', 413);
      return await run(address, request, requestId, signal);
    } catch (error) {
      return refuse(address, request, requestId, error);
    }
  };

  return {
    /** Answers a request that is read already; never rejects. */
    answer,
    /** Answers a request of the endpoint's port. */
    handle: async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
      const gone = new AbortController();
      response.on('close', () => {
        if (!response.writableFinished) gone.abort();
      });
      const head = readHead(message);
      const whole = await readRequest(message, head);
      const request = whole ?? { ...head, body: Buffer.alloc(0) };
      writeResponse(response, await answer(request, gone.signal, !whole));
    },
  };
};

const originOf = ({ headers: { host } }: HttpRequest): string | undefined => host && `http://${host}`;

const internalFailure = (): AwsError =>
  new AwsError('InternalFailure', 'The local engine failed; its log says how', 500);

const unsigned = ({ method, path }: HttpRequest): AwsError =>
  new AwsError(
    'MissingAuthenticationTokenException',
    `${method} ${path}: this is the AWS endpoint; sign the request (any credentials will do)`,
    403,
  );
