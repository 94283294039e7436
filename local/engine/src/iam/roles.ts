import { createHash } from 'node:crypto';
import { EngineError } from '../aws-error.ts';
import { policyFault } from '../kit/policy-grammar.ts';
import type { PolicyDocument } from '../service.ts';

/** A role of the template. */
export interface Role {
  readonly name: string;
  readonly trust: PolicyDocument;
  /** Its own and managed ones. */
  readonly policies: ReadonlyMap<string, PolicyDocument>;
  /** What each AWS::IAM::Policy adds, by its logical id. */
  readonly attached: Map<string, { readonly name: string; readonly document: PolicyDocument }>;
  readonly tags: Readonly<Record<string, string>>;
}

/** How many characters, but for white space, policies may have.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAXIMUM_INLINE = 10_240;
const MAXIMUM_TRUST = 2048;
const MAXIMUM_MANAGED_POLICIES = 10;

/** Permissions of the AWS-managed policies that a template may name. */
const MANAGED_POLICIES: Readonly<Record<string, readonly string[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
    'logs:PutLogEvents',
    'logs:GetLogEvents',
    'logs:FilterLogEvents',
  ],
};

/** Every policy of a role. */
export const policiesOf = (role: Role | undefined): readonly PolicyDocument[] =>
  role ? [...role.policies.values(), ...[...role.attached.values()].map(({ document }) => document)] : [];

/** Reads a permissions policy. Throws EngineError in IAM's words. */
export const readPermissions = (name: string, document: unknown): PolicyDocument => {
  const fault = policyFault(document, 'identity');
  if (fault) throw new EngineError(`policy ${name}: MalformedPolicyDocument: ${fault}`);
  return document as PolicyDocument;
};

/** Reads a trust policy. Throws EngineError in IAM's words. */
export const readTrust = (roleName: string, document: unknown): PolicyDocument => {
  const fault = policyFault(document, 'trust');
  if (fault) throw new EngineError(`trust policy of ${roleName}: MalformedPolicyDocument: ${fault}`);
  if (lengthOf(document) > MAXIMUM_TRUST)
    throw new EngineError(`trust policy of ${roleName}: LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048`);
  return document as PolicyDocument;
};

/** Throws EngineError where a role's inline policies are too long in sum. Those of AWS::IAM::Policy count too. */
export const checkSizes = (roleName: string, inline: readonly PolicyDocument[]): void => {
  if (inline.reduce((sum, document) => sum + lengthOf(document), 0) > MAXIMUM_INLINE)
    throw new EngineError(
      `LimitExceeded: Maximum policy size of ${MAXIMUM_INLINE} bytes exceeded for role ${roleName}`,
    );
};

/** JSON.stringify writes no white space outside of texts. */
const lengthOf = (document: unknown): number => JSON.stringify(document).length;

/** The policies behind ARNs of managed policies. */
export const managedPolicies = (arns: readonly string[]): ReadonlyMap<string, PolicyDocument> => {
  if (arns.length > MAXIMUM_MANAGED_POLICIES)
    throw new EngineError(`LimitExceeded: Cannot exceed quota for PoliciesPerRole: ${MAXIMUM_MANAGED_POLICIES}`);
  return new Map(arns.map((arn) => [arn, managedPolicy(arn)]));
};

const managedPolicy = (arn: string): PolicyDocument => {
  const actions = MANAGED_POLICIES[arn.replace(/^arn:[^:]+:iam::aws:policy\//, '')];
  if (!actions) throw new EngineError(`managed policy ${arn} is not emulated: write its statements into the role`);
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
};

/** The unique id of a role, always the same for its name. */
export const roleIdOf = (name: string): string =>
  `AROA${createHash('sha256').update(name).digest('hex').slice(0, 16).toUpperCase()}`;
