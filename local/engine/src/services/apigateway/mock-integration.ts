import type { HttpResponse } from '../../service.ts';
import { contextOf, type Exchange } from './exchange.ts';
import { GatewayFault } from './gateway-fault.ts';
import { substitute } from './gateway-response.ts';
import type { MockIntegration } from './integration.ts';

const CORS_ORIGIN = 'access-control-allow-origin';

/** Answers without a backend; throws GatewayFault where no response fits.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
export const mockResponse = (exchange: Exchange, integration: MockIntegration): HttpResponse => {
  const { responses, status } = integration;
  const chosen =
    responses.find(({ pattern }) => pattern?.test(String(status))) ??
    responses.find(({ pattern }) => pattern === undefined);
  if (!chosen) throw new GatewayFault('API_CONFIGURATION_ERROR');
  const origin = exchange.request.headers.origin;
  return {
    status: chosen.status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': exchange.requestId,
      'x-amz-apigw-id': exchange.extendedRequestId,
      ...chosen.headers,
      ...(origin !== undefined && chosen.otherOrigins.includes(origin) && { [CORS_ORIGIN]: origin }),
    },
    body: substitute(chosen.body, contextOf(exchange)),
  };
};
