import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod';
import { GROUPS_CLAIM } from '../../core/contract/identity.ts';
import { headerOf, parseJson } from './request.ts';

/** What the Cognito authorizer of a REST API passes on: every claim as a string. */
const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  [GROUPS_CLAIM]: z.string().optional(),
});

/** The same claims in the token itself, where groups are a list. */
const payloadSchema = z.object({ sub: z.string(), [GROUPS_CLAIM]: z.array(z.string()) });

/** The signed-in person behind a request; `verifiedEmail` only once the address is proven to be theirs. */
interface Caller {
  customerId: string;
  verifiedEmail: string | undefined;
  groups: ReadonlySet<string>;
}

/** The payload of the token that the authorizer has verified. */
const payloadOf = (event: APIGatewayProxyEvent): unknown => {
  const [, payload = ''] = (headerOf(event, 'authorization') ?? '').split('.');
  return parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
};

/** The authorizer joins the names of groups by commas, which a name may hold itself: what a comma is in is read from the token,
 * and where that cannot be told either, nobody is in any group. Names are neither trimmed nor split. */
const groupsOf = (event: APIGatewayProxyEvent, { sub, [GROUPS_CLAIM]: joined = '' }: z.infer<typeof claimsSchema>) => {
  if (!joined.includes(',')) return new Set([joined]);
  const payload = payloadSchema.safeParse(payloadOf(event));
  return new Set(payload.success && payload.data.sub === sub ? payload.data[GROUPS_CLAIM] : []);
};

/** Reads the token's claims; throws when the route has no authorizer, which is a fault of the deployment. */
export const callerOf = (event: APIGatewayProxyEvent): Caller => {
  const claims = claimsSchema.parse(event.requestContext.authorizer?.claims);
  return {
    customerId: claims.sub,
    verifiedEmail: String(claims.email_verified) === 'true' ? claims.email : undefined,
    groups: groupsOf(event, claims),
  };
};
