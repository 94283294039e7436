import type { ContextOf, ContextValue } from '../kit/policy-conditions.ts';
import type { Access, Caller } from '../service.ts';
import { roleIdOf } from './roles.ts';

/** What is the same for every call that is decided about now. */
export interface Circumstances {
  readonly accountId: string;
  readonly region: string;
  now(): number;
  /** The tags of a role. */
  tagsOf(roleArn: string): Readonly<Record<string, string>>;
}

/** Tells the values of the condition keys that AWS gives with each call; one that does not apply to the caller has none, such as
 * `aws:username` for a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export const contextOf =
  (caller: Caller, access: Pick<Access, 'context'>, circumstances: Circumstances): ContextOf =>
  (key) => {
    const own = access.context && Object.entries(access.context).find(([name]) => name.toLowerCase() === key);
    if (own) return own[1];
    return general(key, circumstances) ?? ofCaller(key, caller, circumstances);
  };

const general = (key: string, { accountId, region, now }: Circumstances): ContextValue => {
  switch (key) {
    // Loopback stands for TLS: the policies that demand it hold, and their statements stay exercised.
    case 'aws:securetransport':
      return 'true';
    case 'aws:requestedregion':
      return region;
    case 'aws:currenttime':
      return new Date(now()).toISOString();
    case 'aws:epochtime':
      return String(Math.floor(now() / 1000));
    case 'aws:resourceaccount':
      return accountId;
    case 'aws:viaawsservice':
      return 'false';
    default:
      return undefined;
  }
};

const ofCaller = (key: string, caller: Caller, { accountId, tagsOf }: Circumstances): ContextValue => {
  if (caller.kind === 'service') return ofService(key, caller, accountId);
  const roleArn = caller.kind === 'role' ? caller.roleArn : undefined;
  switch (key) {
    case 'aws:principalisawsservice':
      return 'false';
    case 'aws:principalaccount':
      return accountId;
    case 'aws:principalarn':
      return roleArn ?? caller.arn;
    case 'aws:principaltype':
      return roleArn ? 'AssumedRole' : 'Account';
    case 'aws:userid':
      return roleArn ? `${roleIdOf(lastOf(roleArn))}:${lastOf(caller.arn)}` : accountId;
    case 'aws:sourceip':
      return '127.0.0.1';
    case 'lambda:sourcefunctionarn':
      return caller.kind === 'role' ? caller.functionArn : undefined;
    default:
      return roleArn ? ofTag(key, tagsOf(roleArn)) : undefined;
  }
};

const TAG_PREFIX = 'aws:principaltag/';
const ofTag = (key: string, tags: Readonly<Record<string, string>>): ContextValue =>
  key.startsWith(TAG_PREFIX)
    ? Object.entries(tags).find(([name]) => name.toLowerCase() === key.slice(TAG_PREFIX.length))?.[1]
    : undefined;

/** What a service says of whom it acts for, also when it assumes a role. */
const ofService = (
  key: string,
  { principal, sourceArn }: Extract<Caller, { kind: 'service' }>,
  accountId: string,
): ContextValue => {
  switch (key) {
    case 'aws:principalisawsservice':
      return 'true';
    case 'aws:principalservicename':
      return principal;
    case 'aws:principalservicenameslist':
      return [principal];
    case 'aws:sourcearn':
      return sourceArn;
    case 'aws:sourceaccount':
      return accountId;
    default:
      return undefined;
  }
};

const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
