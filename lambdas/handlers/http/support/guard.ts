import type { APIGatewayProxyResult } from 'aws-lambda';
import { roleIn, SUPPORT_GROUP, VIEWER_GROUP } from '../../../core/contract/identity.ts';
import { roleFor } from '../../../core/contract/support-roles.ts';
import type { LogFields } from '../../../runtime/logger.ts';
import { problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { callerOf } from '../claims.ts';
import { audit, orderNamed } from './audit.ts';
import { maskBody } from './mask-body.ts';

/** Adds to the audit line what only the work itself knows; never personal data, nor what the client wrote unchecked. */
type Note = (fields: LogFields) => void;

/** Answers a request of support staff. */
export type RespondToSupport = (event: Parameters<Respond>[0], note: Note) => Promise<APIGatewayProxyResult>;

/** Whether the caller may act, or else only read. */
export const mayAct = (event: Parameters<Respond>[0]): boolean => roleIn(callerOf(event).groups) === 'acts';

/** The answer to whoever may read and asks for what only an act does. */
export const onlyForSupport = (): APIGatewayProxyResult =>
  problem('forbidden', `Only members of the group ${SUPPORT_GROUP} may do this; those of ${VIEWER_GROUP} read.`);

const onlyForStaff = (): APIGatewayProxyResult =>
  problem('forbidden', `Only members of the groups ${SUPPORT_GROUP} and ${VIEWER_GROUP} may see this.`);

/** Lets in who has the role that the call takes (core/contract/support-roles.ts) and nobody else; masks what it answers to those who
 * only read; and writes one audit line a call: who, what, which order, and how it ended. Of the person it holds the id in the user
 * pool alone; a path that names no order is not repeated. */
export const forSupport =
  (action: string, respond: RespondToSupport): Respond =>
  async (event, log) => {
    const { customerId: actor, groups } = callerOf(event);
    const role = roleIn(groups);
    const needed = roleFor(`${event.httpMethod} ${event.resource}`);
    const { orderId } = event.pathParameters ?? {};
    let noted: LogFields = {
      ...(orderId !== undefined && orderNamed(orderId)),
      ...(role === 'reads' && { masked: true }),
    };
    const write = (outcome: string): void => audit(log, { actor, action, outcome }, noted);
    if (role !== 'acts' && role !== needed) {
      write('403');
      return needed === 'acts' ? onlyForSupport() : onlyForStaff();
    }
    try {
      const answer = await respond(event, (fields) => {
        noted = { ...noted, ...fields };
      });
      write(String(answer.statusCode));
      return role === 'reads' ? maskBody(answer) : answer;
    } catch (error) {
      write('error');
      throw error;
    }
  };
