import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError, accessDenied, EngineError } from '../aws-error.ts';
import { checkPolicy, evaluatePolicy } from '../kit/policy.ts';
import { ignored } from '../kit/properties.ts';
import {
  type Access,
  type AwsService,
  type Caller,
  type Credentials,
  type PolicyDocument,
  resourceType,
} from '../service.ts';

const policyDocument = z.looseObject({ Statement: z.unknown() }) as unknown as z.ZodType<PolicyDocument>;
const inlinePolicy = z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument });

interface Role {
  readonly trust: PolicyDocument;
  /** Its own and managed ones. */
  readonly policies: Map<string, PolicyDocument>;
  /** What each AWS::IAM::Policy adds, by its logical id. */
  readonly attached: Map<string, { readonly name: string; readonly document: PolicyDocument }>;
}

/** Permissions of the AWS-managed policies that a template may name. */
const MANAGED_POLICIES: Readonly<Record<string, readonly string[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': ['logs:*'],
};

/** Roles, their policies, and the decision on each call. */
export interface Iam extends AwsService {
  /** Throws accessDenied unless every access is allowed. */
  authorize(
    caller: Caller,
    accesses: readonly Access[],
    resourcePolicy: (arn: string) => PolicyDocument | undefined,
  ): void;
  assumeRole(roleArn: string, sessionName: string, servicePrincipal?: string): Caller;
  issueCredentials(roleArn: string, sessionName: string): Credentials;
  callerOf(accessKeyId: string): Caller;
}

/** IAM as the engine enforces it: identity-based policies of the template's roles, and resource-based policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export const createIam = (accountId: string): Iam => {
  const roles = new Map<string, Role>();
  const sessions = new Map<string, Caller>();
  const operator: Caller = { kind: 'operator', arn: `arn:aws:iam::${accountId}:root` };
  const arnOf = (roleName: string): string => `arn:aws:iam::${accountId}:role/${roleName}`;

  const roleNamed = (name: string): Role => {
    const role = roles.get(arnOf(name));
    if (!role) throw new EngineError(`role ${name} is not in the template`);
    return role;
  };
  const attach = (policies: Map<string, PolicyDocument>, name: string, document: PolicyDocument): void => {
    checkPolicy(`policy ${name}`, document);
    policies.set(name, document);
  };
  const policiesOf = (role: Role | undefined): readonly PolicyDocument[] =>
    role ? [...role.policies.values(), ...[...role.attached.values()].map(({ document }) => document)] : [];

  const decide = (
    caller: Exclude<Caller, { kind: 'operator' }>,
    access: Access,
    resourcePolicy: PolicyDocument | undefined,
  ): void => {
    const context: Record<string, string> = {
      // Loopback stands for TLS: the policies that demand it hold, and their statements stay exercised.
      'aws:securetransport': 'true',
      'aws:principalaccount': accountId,
      'aws:sourceaccount': accountId,
      ...Object.fromEntries(Object.entries(access.context ?? {}).map(([key, value]) => [key.toLowerCase(), value])),
    };
    const question = { action: access.action, resource: access.resource };
    if (caller.kind === 'service') {
      context['aws:sourcearn'] = caller.sourceArn;
      const verdict = resourcePolicy
        ? evaluatePolicy(resourcePolicy, { ...question, context, principal: { service: caller.principal } })
        : 'silent';
      if (verdict === 'allow') return;
      throw accessDenied(caller.principal, access.action, access.resource, because(verdict, 'resource'));
    }
    context['aws:principalarn'] = caller.roleArn;
    const names = [caller.roleArn, caller.arn, `arn:aws:iam::${accountId}:root`, accountId];
    const onResource = resourcePolicy
      ? evaluatePolicy(resourcePolicy, { ...question, context, principal: { aws: names } })
      : 'silent';
    if (onResource === 'deny')
      throw accessDenied(caller.arn, access.action, access.resource, because('deny', 'resource'));
    const verdicts = policiesOf(roles.get(caller.roleArn)).map((policy) =>
      evaluatePolicy(policy, { ...question, context }),
    );
    const denied = verdicts.includes('deny');
    if (denied || (!verdicts.includes('allow') && onResource !== 'allow')) {
      throw accessDenied(caller.arn, access.action, access.resource, because(denied ? 'deny' : 'silent', 'identity'));
    }
  };

  return {
    name: 'iam',
    protocol: 'query',
    operations: {},
    resourceTypes: {
      'AWS::IAM::Role': resourceType({
        properties: z.strictObject({
          RoleName: z.string().optional(),
          AssumeRolePolicyDocument: policyDocument,
          Policies: z.array(inlinePolicy).optional(),
          ManagedPolicyArns: z.array(z.string()).optional(),
          Description: ignored,
          MaxSessionDuration: ignored,
          Tags: ignored,
        }),
        provision: (properties, resource) => {
          const name = properties.RoleName ?? resource.generatedName(64);
          const policies = new Map<string, PolicyDocument>();
          for (const policy of properties.Policies ?? []) attach(policies, policy.PolicyName, policy.PolicyDocument);
          for (const arn of properties.ManagedPolicyArns ?? []) attach(policies, arn, managedPolicy(arn));
          const attached = roles.get(arnOf(name))?.attached ?? new Map();
          roles.set(arnOf(name), { trust: properties.AssumeRolePolicyDocument, policies, attached });
          const id = createHash('sha256').update(name).digest('hex').slice(0, 16).toUpperCase();
          return { ref: name, attributes: { Arn: arnOf(name), RoleId: `AROA${id}` } };
        },
        remove: (name) => void roles.delete(arnOf(name)),
      }),
      'AWS::IAM::Policy': resourceType({
        properties: z.strictObject({
          PolicyName: z.string(),
          PolicyDocument: policyDocument,
          Roles: z.array(z.string()),
        }),
        provision: ({ PolicyName: name, PolicyDocument: document, Roles }, { logicalId }) => {
          checkPolicy(`policy ${name}`, document);
          const named = Roles.map(roleNamed);
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
    },
    authorize: (caller, accesses, resourcePolicy) => {
      if (caller.kind === 'operator') return;
      for (const access of accesses) decide(caller, access, resourcePolicy(access.resource));
    },
    assumeRole: (roleArn, sessionName, servicePrincipal) => {
      const role = roles.get(roleArn);
      if (role && servicePrincipal) {
        const verdict = evaluatePolicy(role.trust, {
          action: 'sts:AssumeRole',
          resource: roleArn,
          context: { 'aws:sourceaccount': accountId },
          principal: { service: servicePrincipal },
        });
        if (verdict !== 'allow') {
          throw new AwsError('AccessDeniedException', `Role ${roleArn} does not trust ${servicePrincipal}`, 403);
        }
      }
      const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
      return { kind: 'role', roleArn, arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${sessionName}` };
    },
    issueCredentials(roleArn, sessionName) {
      const seed = createHash('sha256').update(`${roleArn}\n${sessionName}`).digest('hex');
      const accessKeyId = `ASIA${seed.slice(0, 16).toUpperCase()}`;
      sessions.set(accessKeyId, this.assumeRole(roleArn, sessionName));
      return { accessKeyId, secretAccessKey: seed.slice(16, 56), sessionToken: `local-${seed.slice(56)}` };
    },
    callerOf: (accessKeyId) => sessions.get(accessKeyId) ?? operator,
  };
};

const because = (verdict: 'deny' | 'silent' | 'allow', kind: 'identity' | 'resource'): string =>
  verdict === 'deny'
    ? `of an explicit deny in ${kind === 'identity' ? 'an identity' : 'a resource'}-based policy`
    : `no ${kind}-based policy allows the action`;

const managedPolicy = (arn: string): PolicyDocument => {
  const actions = MANAGED_POLICIES[arn.replace(/^arn:[^:]+:iam::aws:policy\//, '')];
  if (!actions) throw new EngineError(`managed policy ${arn} is not emulated: write its statements into the role`);
  return { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
};
