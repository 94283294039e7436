import { AwsError, accessDenied } from '../../aws-error.ts';
import type { Iam } from '../../iam/index.ts';
import { evaluatePolicy } from '../../kit/policy.ts';
import type { Access, Caller, Engine, KeyUse, PolicyDocument } from '../../service.ts';
import type { Grant, Key, Keys } from './keys.ts';

/** A call that needs a key: by the caller itself, or by a service on its behalf. */
export interface KeyCall {
  readonly action: string;
  readonly service?: string;
  readonly encryptionContext?: Readonly<Record<string, string>>;
  /** Further condition keys. */
  readonly context?: Access['context'];
}

/** Decides who may use a key. Its policy is the root of all: what IAM policies say counts only where it lets the account decide.
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html */
export const createDecisions = ({ accountId, region }: Engine, iam: Iam, keys: Keys) => {
  const root = `arn:aws:iam::${accountId}:root`;

  const contextOf = (caller: Caller, call: KeyCall): NonNullable<Access['context']> => {
    const pairs = Object.entries(call.encryptionContext ?? {});
    const via = call.service && `${call.service}.${region}.amazonaws.com`;
    return {
      ...call.context,
      // A service has an account of its own.
      ...(caller.kind !== 'service' && { 'kms:CallerAccount': accountId }),
      ...(via && { 'kms:ViaService': via }),
      ...(via && caller.kind !== 'service' && { 'aws:ViaAWSService': 'true', 'aws:CalledVia': [via] }),
      ...Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
      ...(pairs.length > 0 && { 'kms:EncryptionContextKeys': pairs.map(([name]) => name) }),
    };
  };

  const verdictOf = (caller: Caller, access: Access, policy: PolicyDocument) => {
    const principal =
      caller.kind === 'service'
        ? { service: caller.principal }
        : { aws: caller.kind === 'role' ? [caller.roleArn, caller.arn] : [], account: [root, accountId] };
    return evaluatePolicy(policy, { ...access, context: iam.contextOf(caller, access), principal });
  };

  const decide = (caller: Caller, key: Pick<Key, 'id' | 'arn' | 'policy'>, call: KeyCall): AwsError | undefined => {
    const action = `kms:${call.action}`;
    const access: Access = { action, resource: key.arn, context: contextOf(caller, call) };
    const byPolicy = verdictOf(caller, access, key.policy);
    const byIdentity = iam.identityVerdict(caller, access);
    const who = caller.kind === 'service' ? caller.principal : caller.arn;
    const refuse = (because: string): AwsError => accessDenied(who, action, key.arn, because);
    if (byPolicy === 'deny') return refuse('of an explicit deny in a resource-based policy');
    if (byIdentity === 'deny') return refuse('of an explicit deny in an identity-based policy');
    if (byPolicy === 'allow' || (byPolicy === 'delegated' && byIdentity === 'allow')) return undefined;
    if (keys.grants(key as Key).some((grant) => isGranted(grant, caller, call))) return undefined;
    const kind = byPolicy === 'delegated' ? 'identity' : 'resource';
    return refuse(`no ${kind}-based policy allows the ${action} action`);
  };

  return {
    /** Why a policy would not let a caller do something with a key; undefined where it would. */
    refusal: decide,
    /** Throws AccessDeniedException. */
    authorize: (caller: Caller, key: Key, call: KeyCall): void => {
      const refusal = decide(caller, key, call);
      if (refusal) throw refusal;
    },
    /** Throws AccessDeniedException, NotFoundException, DisabledException or KMSInvalidStateException. */
    use: (caller: Caller, { keyId, action, service, encryptionContext, context }: KeyUse): void => {
      const key = keys.find(keyId);
      const call = { action, service, encryptionContext, ...(context && { context }) };
      const refusal = decide(caller, key, call);
      if (refusal) throw refusal;
      const { state } = keys.state(key);
      if (state === 'Disabled') throw new AwsError('DisabledException', `${key.arn} is disabled.`);
      if (state === 'PendingDeletion')
        throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
    },
  };
};

export type Decisions = ReturnType<typeof createDecisions>;

const isGranted = ({ grantee, operations, equals, subset }: Grant, caller: Caller, call: KeyCall): boolean => {
  const names =
    caller.kind === 'service'
      ? [caller.principal]
      : caller.kind === 'role'
        ? [caller.roleArn, caller.arn]
        : [caller.arn];
  const given = call.encryptionContext ?? {};
  const holds = (wanted: Readonly<Record<string, string>>): boolean =>
    Object.entries(wanted).every(([name, value]) => given[name] === value);
  return (
    names.includes(grantee) &&
    operations.includes(call.action) &&
    (!subset || holds(subset)) &&
    (!equals || (holds(equals) && Object.keys(given).length === Object.keys(equals).length))
  );
};
