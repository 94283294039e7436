import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import * as z from 'zod';
import type { ActOutcome } from '../../../core/contract/activity.ts';
import { parseOrderId } from '../../../core/order/order-id.ts';
import type { Act, ActivityLog } from '../../../core/support/activity.ts';
import type { Logger } from '../../../runtime/logger.ts';
import { callerOf } from '../claims.ts';
import { parseJson } from '../request.ts';

/** Does an act of support between two notes of it. */
export type Noted = (
  event: APIGatewayProxyEvent,
  act: Omit<Act, 'actor' | 'by'>,
  respond: () => Promise<APIGatewayProxyResult>,
) => Promise<APIGatewayProxyResult>;

/** The order that a path names; undefined where it names none. */
export const orderIdOf = ({ pathParameters }: APIGatewayProxyEvent): string | undefined =>
  parseOrderId(pathParameters?.orderId ?? '');

const codeSchema = z.object({ code: z.string() });

const outcomeOf = ({ statusCode, body }: APIGatewayProxyResult): Omit<ActOutcome, 'at'> => {
  if (statusCode < 400) return { result: 'done' };
  const code = codeSchema.safeParse(parseJson(body)).data?.code;
  return { result: statusCode < 500 ? 'refused' : 'failed', ...(code !== undefined && { code }) };
};

/** The person of support who acts: by id, and as they sign in. */
export const actorOf = (event: APIGatewayProxyEvent): Pick<Act, 'actor' | 'by'> => {
  const { customerId: actor, verifiedEmail } = callerOf(event);
  return { actor, by: verifiedEmail ?? actor };
};

/** Notes each act before it is done, and how it ended. What cannot be noted is not done: its caller is told to try again. Where
 * only the end cannot be noted, the act was done, and the note stays without an outcome. */
export const noting =
  (activity: Pick<ActivityLog, 'begin'>, logger: Logger): Noted =>
  async (event, act, respond) => {
    const end = await activity.begin({ ...act, ...actorOf(event) });
    const complete = async (outcome: Omit<ActOutcome, 'at'>): Promise<void> => {
      try {
        await end(outcome);
      } catch (error) {
        logger.error('the outcome of an act could not be noted', error, { action: act.action, result: outcome.result });
      }
    };
    try {
      const answer = await respond();
      await complete(outcomeOf(answer));
      return answer;
    } catch (error) {
      await complete({ result: 'failed' });
      throw error;
    }
  };
