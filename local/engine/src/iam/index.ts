import { createHash } from 'node:crypto';
import { AwsError, accessDenied } from '../aws-error.ts';
import { evaluatePolicy } from '../kit/policy.ts';
import type { Access, AwsService, Caller, Credentials, PolicyDocument } from '../service.ts';
import { type Circumstances, contextOf } from './context.ts';
import { roleResources } from './role-resources.ts';
import { policiesOf, type Role } from './roles.ts';

/** Roles, their policies, and the decision on each call. */
export interface Iam extends AwsService {
  /** Throws accessDenied unless every access is allowed; the call is for `region`. */
  authorize(
    caller: Caller,
    accesses: readonly Access[],
    resourcePolicy: (arn: string) => PolicyDocument | undefined,
    region?: string,
  ): void;
  /** What the policies of the caller's role say of an access, and whether its permissions are asked at all. */
  identityVerdict(caller: Caller, access: Access): 'allow' | 'deny' | 'silent';
  assumeRole(roleArn: string, sessionName: string, service?: Assuming): Caller;
  issueCredentials(roleArn: string, sessionName: string, functionArn?: string): Credentials;
  callerOf(accessKeyId: string): Caller;
  /** The values of the condition keys of a call. */
  contextOf(caller: Caller, access: Pick<Access, 'context'>): ReturnType<typeof contextOf>;
}

/** The service that assumes a role, and the resource for which it does: `aws:SourceArn` of the trust policy. */
interface Assuming {
  readonly principal: string;
  readonly sourceArn: string;
}

/** IAM as the engine enforces it: identity-based policies of the template's roles, and resource-based policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export const createIam = (accountId: string, region: string, now: () => number): Iam => {
  const roles = new Map<string, Role>();
  const sessions = new Map<string, Caller>();
  const root = `arn:aws:iam::${accountId}:root`;
  const operator: Caller = { kind: 'operator', arn: root };
  const account = [root, accountId];
  const here: Circumstances = { accountId, region, now, tagsOf: (roleArn) => roles.get(roleArn)?.tags ?? {} };
  const inRegion = (name: string): Circumstances => (name === region ? here : { ...here, region: name });

  const decide = (
    caller: Exclude<Caller, { kind: 'operator' }>,
    access: Access,
    resourcePolicy: PolicyDocument | undefined,
    circumstances: Circumstances,
  ): void => {
    const question = {
      action: access.action,
      resource: access.resource,
      context: contextOf(caller, access, circumstances),
    };
    if (caller.kind === 'service') {
      const verdict = resourcePolicy
        ? evaluatePolicy(resourcePolicy, { ...question, principal: { service: caller.principal } })
        : 'silent';
      if (verdict === 'allow') return;
      throw accessDenied(caller.principal, access.action, access.resource, because(verdict === 'deny', 'resource'));
    }
    const onResource = resourcePolicy
      ? evaluatePolicy(resourcePolicy, { ...question, principal: { aws: [caller.roleArn, caller.arn], account } })
      : 'silent';
    if (onResource === 'deny')
      throw accessDenied(caller.arn, access.action, access.resource, because(true, 'resource'));
    const verdicts = policiesOf(roles.get(caller.roleArn)).map((policy) => evaluatePolicy(policy, question));
    const denied = verdicts.includes('deny');
    if (denied || (!verdicts.includes('allow') && onResource !== 'allow')) {
      throw accessDenied(caller.arn, access.action, access.resource, because(denied, 'identity'));
    }
  };

  const trusts = (role: Role, roleArn: string, { principal, sourceArn }: Assuming): boolean => {
    const caller: Caller = { kind: 'service', arn: sourceArn, principal, sourceArn };
    const context = contextOf(caller, {}, here);
    const question = { action: 'sts:AssumeRole', resource: roleArn, context, principal: { service: principal } };
    return evaluatePolicy(role.trust, question) === 'allow';
  };

  const assume = (roleArn: string, sessionName: string, functionArn?: string): Caller => {
    const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/${sessionName}`;
    return { kind: 'role', roleArn, arn, ...(functionArn !== undefined && { functionArn }) };
  };

  return {
    name: 'iam',
    protocol: 'query',
    operations: {},
    resourceTypes: roleResources(roles, (name) => `arn:aws:iam::${accountId}:role/${name}`),
    authorize: (caller, accesses, resourcePolicy, name = region) => {
      if (caller.kind === 'operator') return;
      for (const access of accesses) decide(caller, access, resourcePolicy(access.resource), inRegion(name));
    },
    identityVerdict: (caller, access) => {
      if (caller.kind === 'operator') return 'allow';
      if (caller.kind === 'service') return 'silent';
      const question = { ...access, context: contextOf(caller, access, here) };
      const verdicts = policiesOf(roles.get(caller.roleArn)).map((policy) => evaluatePolicy(policy, question));
      return verdicts.includes('deny') ? 'deny' : verdicts.includes('allow') ? 'allow' : 'silent';
    },
    assumeRole: (roleArn, sessionName, service) => {
      const role = roles.get(roleArn);
      if (role && service && !trusts(role, roleArn, service))
        throw new AwsError('AccessDeniedException', `Role ${roleArn} does not trust ${service.principal}`, 403);
      return assume(roleArn, sessionName);
    },
    issueCredentials: (roleArn, sessionName, functionArn) => {
      const seed = createHash('sha256').update(`${roleArn}\n${sessionName}`).digest('hex');
      const accessKeyId = `ASIA${seed.slice(0, 16).toUpperCase()}`;
      sessions.set(accessKeyId, assume(roleArn, sessionName, functionArn));
      return { accessKeyId, secretAccessKey: seed.slice(16, 56), sessionToken: `local-${seed.slice(56)}` };
    },
    callerOf: (accessKeyId) => sessions.get(accessKeyId) ?? operator,
    contextOf: (caller, access) => contextOf(caller, access, here),
  };
};

const because = (denied: boolean, kind: 'identity' | 'resource'): string =>
  denied
    ? `of an explicit deny in ${kind === 'identity' ? 'an identity' : 'a resource'}-based policy`
    : `no ${kind}-based policy allows the action`;
