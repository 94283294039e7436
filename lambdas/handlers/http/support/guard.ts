import type { APIGatewayProxyResult } from 'aws-lambda';
import { SUPPORT_GROUP } from '../../../core/contract/identity.ts';
import type { LogFields } from '../../../runtime/logger.ts';
import { problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { callerOf } from '../claims.ts';
import { audit, orderNamed } from './audit.ts';

/** Adds to the audit line what only the work itself knows; never personal data, nor what the client wrote unchecked. */
type Note = (fields: LogFields) => void;

/** Answers a request of support staff. */
export type RespondToSupport = (event: Parameters<Respond>[0], note: Note) => Promise<APIGatewayProxyResult>;

/** Lets members of the group support in and nobody else, and writes one audit line a call: who, what, which order, and how it
 * ended. Of the person it holds the id in the user pool alone; a path that names no order is not repeated. */
export const forSupport =
  (action: string, respond: RespondToSupport): Respond =>
  async (event, log) => {
    const { customerId: actor, groups } = callerOf(event);
    const { orderId } = event.pathParameters ?? {};
    let noted: LogFields = orderId === undefined ? {} : orderNamed(orderId);
    const write = (outcome: string): void => audit(log, { actor, action, outcome }, noted);
    if (!groups.has(SUPPORT_GROUP)) {
      write('403');
      return problem('forbidden', 'Only members of the group support may do this.');
    }
    try {
      const answer = await respond(event, (fields) => {
        noted = { ...noted, ...fields };
      });
      write(String(answer.statusCode));
      return answer;
    } catch (error) {
      write('error');
      throw error;
    }
  };
