import * as z from 'zod';
import { EngineError } from '../aws-error.ts';
import { ignored } from '../kit/properties.ts';
import { resourceType } from '../service.ts';
import { checkSizes, managedPolicies, type Role, readPermissions, readTrust, roleIdOf } from './roles.ts';

const inlinePolicy = z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() });

/** AWS::IAM::Role and AWS::IAM::Policy; `roles` holds them by ARN. */
export const roleResources = (roles: Map<string, Role>, arnOf: (name: string) => string) => {
  const roleNamed = (name: string): Role => {
    const role = roles.get(arnOf(name));
    if (!role) throw new EngineError(`role ${name} is not in the template`);
    return role;
  };
  return {
    'AWS::IAM::Role': resourceType({
      properties: z.strictObject({
        RoleName: z.string().optional(),
        AssumeRolePolicyDocument: z.unknown(),
        Policies: z.array(inlinePolicy).optional(),
        ManagedPolicyArns: z.array(z.string()).optional(),
        Description: ignored,
        MaxSessionDuration: ignored,
        Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
      }),
      provision: (
        { RoleName, AssumeRolePolicyDocument, Policies = [], ManagedPolicyArns = [], Tags = [] },
        resource,
      ) => {
        const name = RoleName ?? resource.generatedName(64);
        const inline = Policies.map(
          (policy) => [policy.PolicyName, readPermissions(policy.PolicyName, policy.PolicyDocument)] as const,
        );
        checkSizes(
          name,
          inline.map(([, document]) => document),
        );
        roles.set(arnOf(name), {
          name,
          trust: readTrust(name, AssumeRolePolicyDocument),
          policies: new Map([...inline, ...managedPolicies(ManagedPolicyArns)]),
          attached: roles.get(arnOf(name))?.attached ?? new Map(),
          tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
        });
        return { ref: name, attributes: { Arn: arnOf(name), RoleId: roleIdOf(name) } };
      },
      remove: (name) => void roles.delete(arnOf(name)),
    }),
    'AWS::IAM::Policy': resourceType({
      properties: z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown(), Roles: z.array(z.string()) }),
      provision: ({ PolicyName: name, PolicyDocument, Roles }, { logicalId }) => {
        const document = readPermissions(name, PolicyDocument);
        const named = Roles.map(roleNamed);
        for (const { name: roleName, policies, attached } of named) {
          const inline = [...policies].filter(([key]) => !key.startsWith('arn:')).map(([, policy]) => policy);
          const others = [...attached].filter(([key]) => key !== logicalId).map(([, policy]) => policy.document);
          checkSizes(roleName, [...inline, ...others, document]);
        }
        for (const { attached } of roles.values()) attached.delete(logicalId);
        for (const { attached } of named) attached.set(logicalId, { name, document });
        return { ref: name };
      },
      remove: (name) => {
        for (const { attached } of roles.values()) {
          for (const [logicalId, policy] of attached) if (policy.name === name) attached.delete(logicalId);
        }
      },
    }),
  };
};
