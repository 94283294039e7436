import { AwsError } from '../../aws-error.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Caller, HttpResponse } from '../../service.ts';
import type { Exchange } from './exchange.ts';
import { GatewayFault } from './gateway-fault.ts';
import type { ProxyIntegration } from './integration.ts';
import { proxyEvent } from './proxy-event.ts';
import { proxyResponse } from './proxy-response.ts';
import type { Route } from './router.ts';

interface InvokeOutput {
  readonly FunctionError?: string;
  readonly Payload?: string;
}

/** Calls the function and turns what it returns into the response; throws GatewayFault. */
export const callFunction = async (
  exchange: Exchange,
  route: Route,
  integration: ProxyIntegration,
): Promise<HttpResponse> => {
  const { engine } = exchange;
  // Lambda's Invoke is a POST; API Gateway finds no operation of it by another method.
  if (integration.httpMethod !== 'POST') {
    const reason = 'Unable to determine service/operation name to be authorized';
    engine.log('apigateway', `${exchange.api.name}: Execution failed due to configuration error: ${reason}`);
    throw new GatewayFault('API_CONFIGURATION_ERROR');
  }
  const invocation = engine.call<InvokeOutput>(callerOf(exchange, route, integration), 'lambda', 'Invoke', {
    FunctionName: integration.functionArn,
    InvocationType: 'RequestResponse',
    Payload: proxyEvent(exchange, route),
  });
  const output = await withTimeout(exchange.engine.clock, invocation, integration.timeoutMs).catch((error: unknown) => {
    throw error instanceof AwsError ? refusal(exchange, error) : error;
  });
  if (output.FunctionError) throw new GatewayFault('DEFAULT_5XX', { status: 502 });
  return proxyResponse(exchange, output.Payload ?? '');
};

const callerOf = (
  { engine, api, stage, request }: Exchange,
  { resource }: Route,
  { roleArn }: ProxyIntegration,
): Caller => {
  const api_ = `arn:aws:execute-api:${engine.region}:${engine.accountId}:${api.id}`;
  const sourceArn = `${api_}/${stage.name}/${request.method}${resource.path}`;
  if (roleArn !== undefined)
    return engine.assumeRole(roleArn, 'BackplaneAssumeRoleSession', {
      principal: 'apigateway.amazonaws.com',
      sourceArn,
    });
  return { kind: 'service', arn: api_, principal: 'apigateway.amazonaws.com', sourceArn };
};

/** The function runs on after the deadline, as on AWS; only nobody waits for it. */
const withTimeout = async <T>(clock: Clock, work: Promise<T>, timeoutMs: number): Promise<T> => {
  let cancel = (): void => {};
  const deadline = new Promise<never>((_resolve, reject) => {
    cancel = clock.after(timeoutMs, () => reject(new GatewayFault('INTEGRATION_TIMEOUT')));
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    cancel();
  }
};

/** What API Gateway makes of Lambda's refusal to run the function: a throttled function is a 500 too, which is why the
 * functions behind an API need concurrency to spare. https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html */
const refusal = ({ engine, api }: Exchange, { code, message }: AwsError): GatewayFault => {
  engine.log('apigateway', `${api.name}: Lambda refused the invocation: ${code}: ${message}`);
  if (code === 'RequestTooLargeException') return new GatewayFault('REQUEST_TOO_LARGE');
  if (code === 'AccessDeniedException' || code === 'ResourceNotFoundException') {
    return new GatewayFault('API_CONFIGURATION_ERROR');
  }
  return new GatewayFault('INTEGRATION_FAILURE', { status: 500 });
};
