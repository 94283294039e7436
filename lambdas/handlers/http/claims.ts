import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod';
import { groupsClaim } from '../../core/contract/identity.ts';

/** What the Cognito authorizer of a REST API passes on: every claim as a string. */
const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  [groupsClaim]: z.string().optional(),
});

/** The signed-in person behind a request; `verifiedEmail` only once the address is proven to be theirs. */
interface Caller {
  customerId: string;
  verifiedEmail: string | undefined;
  groups: ReadonlySet<string>;
}

/** Reads the token's claims; throws when the route has no authorizer, which is a fault of the deployment. */
export const callerOf = (event: APIGatewayProxyEvent): Caller => {
  const claims = claimsSchema.parse(event.requestContext.authorizer?.claims);
  return {
    customerId: claims.sub,
    verifiedEmail: String(claims.email_verified) === 'true' ? claims.email : undefined,
    groups: new Set((claims[groupsClaim] ?? '').split(',').map((group) => group.trim())),
  };
};
