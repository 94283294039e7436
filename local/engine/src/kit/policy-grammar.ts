import { isOperator } from './policy-conditions.ts';

/** Where a policy stands: with an identity (a role's permissions), as a role's trust policy, or with a resource. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

/** Says in IAM's words what is wrong with a policy document, and in brackets where; undefined where nothing is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const policyFault = (document: unknown, kind: PolicyKind): string | undefined => {
  if (!isRecord(document)) return syntax('it is no JSON object');
  const stranger = Object.keys(document).find((key) => !['Version', 'Id', 'Statement'].includes(key));
  if (stranger !== undefined) return syntax(`unknown element ${stranger}`);
  const { Version, Id } = document;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17')
    return `The policy must contain a valid version string [${JSON.stringify(Version)}]`;
  if (Id !== undefined && typeof Id !== 'string') return syntax('Id is no text');
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (statements.length === 0) return syntax('it has no statement');
  for (const [index, statement] of statements.entries()) {
    const fault = statementFault(statement, kind, `statement ${index + 1}`);
    if (fault) return fault;
  }
  const ids = statements.flatMap(({ Sid }) => Sid || []);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  return twice === undefined ? undefined : `Statement IDs (SID) in a single policy must be unique. [${twice}]`;
};

type Statement = Readonly<Record<string, unknown>>;
type Check = (statement: Statement, kind: PolicyKind, at: string) => string | undefined;

const statementFault: (statement: unknown, kind: PolicyKind, at: string) => string | undefined = (
  statement,
  kind,
  at,
) => {
  if (!isRecord(statement)) return syntax(`${at} is no JSON object`);
  for (const check of [elementsFault, principalFault, actionFault, resourceFault, conditionFault]) {
    const fault = check(statement, kind, at);
    if (fault) return fault;
  }
  return undefined;
};

const ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

const elementsFault: Check = (statement, _kind, at) => {
  const stranger = Object.keys(statement).find((key) => !ELEMENTS.includes(key));
  if (stranger !== undefined) return syntax(`${at}: unknown element ${stranger}`);
  const { Sid, Effect } = statement;
  if (Sid !== undefined && typeof Sid !== 'string') return syntax(`${at}: Sid is no text`);
  if (Effect !== 'Allow' && Effect !== 'Deny') return syntax(`${at}: Effect is neither Allow nor Deny`);
  for (const name of ['Action', 'Resource', 'Principal']) {
    if (statement[name] !== undefined && statement[`Not${name}`] !== undefined)
      return syntax(`${at}: both ${name} and Not${name}`);
  }
  for (const name of ['Action', 'NotAction', 'Resource', 'NotResource']) {
    if (statement[name] !== undefined && !isTexts(statement[name]))
      return syntax(`${at}: ${name} is neither a text nor a list of texts`);
  }
  return undefined;
};

const principalFault: Check = ({ Principal, NotPrincipal }, kind, at) => {
  const principal = Principal ?? NotPrincipal;
  if (kind === 'identity')
    return principal === undefined ? undefined : `Policy document should not specify a principal. [${at}]`;
  if (principal === undefined) return `Missing required field Principal [${at}]`;
  if (principal === '*') return undefined;
  if (!isRecord(principal)) return `Invalid principal in policy [${at}]`;
  for (const [type, names] of Object.entries(principal)) {
    const accepts = Object.hasOwn(PRINCIPALS, type) ? PRINCIPALS[type] : undefined;
    if (!accepts || !isTexts(names)) return `Invalid principal in policy: "${type}" [${at}]`;
    const wrong = list(names).find((name) => !accepts.test(name));
    if (wrong !== undefined) return `Invalid principal in policy: "${type.toUpperCase()}":"${wrong}" [${at}]`;
  }
  return undefined;
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const PRINCIPALS: Readonly<Record<string, RegExp>> = {
  AWS: /^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|(role|user|assumed-role|federated-user)\/[^*?]+)|arn:aws[a-z-]*:iam::cloudfront:user\/.+|A(RO|ID)A[A-Z0-9]+)$/,
  Service: /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/,
  Federated: /./,
  CanonicalUser: /^[0-9a-f]+$/,
};

const actionFault: Check = ({ Action, NotAction }, kind, at) => {
  const actions = list((Action ?? NotAction ?? []) as string | string[]);
  if (actions.length === 0)
    return kind === 'trust'
      ? `Missing required field Action [${at}]`
      : `Policy statement must contain actions. [${at}]`;
  for (const action of actions) {
    const [vendor = '', ...names] = action.split(':');
    if (kind === 'trust') {
      if (vendor !== 'sts') return `AssumeRole policy may only specify STS AssumeRole actions. [${at}: ${action}]`;
    } else if (action === '*') continue;
    if (names.length === 0)
      return `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. [${at}: ${action}]`;
    if (names.length > 1) return `Actions/Condition can contain only one colon. [${at}: ${action}]`;
    if (!/^[a-zA-Z0-9.-]+$/.test(vendor)) return `Vendor ${vendor} is not valid [${at}]`;
    if (!/^[a-zA-Z0-9*?_-]+$/.test(names[0] ?? '')) return syntax(`${at}: action ${action}`);
  }
  return undefined;
};

const resourceFault: Check = ({ Resource, NotResource }, kind, at) => {
  if (kind === 'trust') {
    const present = Resource !== undefined ? 'Resource' : NotResource !== undefined ? 'NotResource' : undefined;
    return present && `Has prohibited field ${present} [${at}]`;
  }
  const resources = list((Resource ?? NotResource ?? []) as string | string[]);
  if (resources.length === 0) return `Policy statement must contain resources. [${at}]`;
  for (const resource of resources) {
    const fault = arnFault(resource);
    if (fault) return `${fault} [${at}]`;
  }
  return undefined;
};

const arnFault = (resource: string): string | undefined => {
  if (resource === '*') return undefined;
  const [scheme, partition = '', vendor, region = ''] = resource.split(':');
  if (scheme !== 'arn') return `Resource ${resource} must be in ARN format or "*".`;
  if (!/^(aws[a-z-]*|\*)$/.test(partition)) return `Partition "${partition}" is not valid for resource "${resource}".`;
  if (vendor === undefined || /[*?]/.test(vendor))
    return 'Resource vendor must be fully qualified and cannot contain regexes.';
  if (vendor === '' || (resource.includes('::') && resource.split(':').length < 6))
    return 'The policy failed legacy parsing';
  if (vendor === 'iam' && region !== '') return `IAM resource ${resource} cannot contain region information.`;
  if (vendor === 's3' && region !== '') return `Resource ${resource} can not contain region information.`;
  return undefined;
};

const conditionFault: Check = ({ Condition }, _kind, at) => {
  if (Condition === undefined) return undefined;
  if (!isRecord(Condition)) return syntax(`${at}: Condition is no JSON object`);
  for (const [operator, keys] of Object.entries(Condition)) {
    if (!isRecord(keys)) return syntax(`${at}: condition ${operator}`);
    if (Object.keys(keys).length > 0 && !isOperator(operator))
      return syntax(`${at}: unknown condition operator ${operator}`);
    for (const [key, values] of Object.entries(keys)) {
      if (!key.includes(':'))
        return `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. [${at}: ${key}]`;
      if (!(Array.isArray(values) ? values : [values]).every((value) => /^(string|number|boolean)$/.test(typeof value)))
        return syntax(`${at}: values of condition key ${key}`);
    }
  }
  return undefined;
};

const syntax = (detail: string): string => `Syntax errors in policy. [${detail}]`;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string | string[] =>
  typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
