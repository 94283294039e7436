import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { TemporarilyUnavailable } from '../../core/shared/temporarily-unavailable.ts';
import { UnreadableItem } from '../../core/shared/unreadable-item.ts';
import type { Logger } from '../../runtime/logger.ts';
import { reportUnreadable } from '../report-unreadable.ts';
import { problem, TRY_AGAIN_SOON } from './answers.ts';
import { readParameters } from './parameters.ts';

/** Answers one request, whose path parameters are decoded. */
export type Respond = (event: APIGatewayProxyEvent, log: Logger) => Promise<APIGatewayProxyResult>;

/** A call of the API: what answers it, and the query parameters that it takes, which are none unless told. */
export interface Route {
  readonly respond: Respond;
  readonly query?: readonly string[];
}

/** The calls that one function answers, by method and resource: `GET /orders/{orderId}`. */
export type Routes = Readonly<Record<string, Route>>;

/** A Lambda function behind API Gateway's proxy integration. */
type ApiHandler = (
  event: APIGatewayProxyEvent,
  context: Pick<Context, 'awsRequestId'>,
) => Promise<APIGatewayProxyResult>;

const routeOf = (routes: Routes, { httpMethod, resource }: APIGatewayProxyEvent): Route => {
  const name = `${httpMethod} ${resource}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) throw new Error(`no handler for ${name}`);
  return route;
};

/** Wraps what answers a request. It knows the parameters of each call, so none is ignored; an unexpected error is logged,
 * and told to the client by nothing but its request id. */
export const apiHandler =
  (logger: Logger, routes: Routes): ApiHandler =>
  async (event, context) => {
    const { requestId } = event.requestContext;
    const log = logger.with({ requestId: context.awsRequestId, apiRequestId: requestId });
    try {
      const { respond, query = [] } = routeOf(routes, event);
      const read = readParameters(event, query);
      return read.ok ? await respond(read.event, log) : read.refusal;
    } catch (error) {
      if (error instanceof TemporarilyUnavailable) {
        log.error('a service is temporarily unavailable', error);
        return problem('unavailable', 'Please try again in a moment.', { requestId }, TRY_AGAIN_SOON);
      }
      if (error instanceof UnreadableItem) {
        reportUnreadable(log)(error);
        return problem('record-unreadable', 'This cannot be read at the moment. Somebody has been told.', {
          requestId,
        });
      }
      log.error('unexpected error', error);
      return problem('internal-error', 'It was our fault. Please try again later.', { requestId });
    }
  };
