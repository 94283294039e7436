import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { TemporarilyUnavailable } from '../../core/shared/temporarily-unavailable.ts';
import type { Logger } from '../../runtime/logger.ts';
import { problem, tryAgainSoon } from './answers.ts';

/** Answers one request. */
export type Respond = (event: APIGatewayProxyEvent, log: Logger) => Promise<APIGatewayProxyResult>;

/** A Lambda function behind API Gateway's proxy integration. */
type ApiHandler = (
  event: APIGatewayProxyEvent,
  context: Pick<Context, 'awsRequestId'>,
) => Promise<APIGatewayProxyResult>;

/** Wraps what answers a request: an unexpected error is logged, and told to the client by nothing but its request id. */
export const apiHandler =
  (logger: Logger, respond: Respond): ApiHandler =>
  async (event, context) => {
    const { requestId } = event.requestContext;
    const log = logger.with({ requestId: context.awsRequestId, apiRequestId: requestId });
    try {
      return await respond(event, log);
    } catch (error) {
      if (error instanceof TemporarilyUnavailable) {
        log.error('a service is temporarily unavailable', error);
        return problem('unavailable', 'Please try again in a moment.', { requestId }, tryAgainSoon);
      }
      log.error('unexpected error', error);
      return problem('internal-error', 'It was our fault. Please try again later.', { requestId });
    }
  };
