import * as z from 'zod';
import { resourceType } from '../../../service.ts';
import type { Functions } from '../functions.ts';
import type { Permissions } from '../permissions.ts';

const properties = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.coerce.string().optional(),
  PrincipalOrgID: z.undefined().optional(),
  FunctionUrlAuthType: z.undefined().optional(),
});

/** One statement of a function's resource-based policy.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const createPermissionType = (functions: Functions, permissions: Permissions) =>
  resourceType({
    properties,
    provision: ({ Action, FunctionName, Principal, SourceArn, SourceAccount }, resource) => {
      const functionArn = functions.arnOf(FunctionName);
      const id = `${resource.stackName}-${resource.logicalId}`;
      permissions.set(id, functionArn, {
        Sid: id,
        Effect: 'Allow',
        Principal: principalOf(Principal),
        Action,
        Resource: functionArn,
        Condition: {
          ...(SourceArn && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
          ...(SourceAccount && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
        },
      });
      return { ref: id };
    },
    remove: (ref) => permissions.remove(ref),
  });

const principalOf = (principal: string): unknown => {
  if (principal === '*') return '*';
  return /^[a-z0-9.-]+\.amazonaws\.com$/.test(principal) ? { Service: principal } : { AWS: principal };
};
