import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolvedResources } from './resolved.ts';

const root = resolve(import.meta.dirname, '../..');
const file = join(root, '.github/deploy-role.yaml');

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}
interface RoleProperties {
  readonly MaxSessionDuration?: number;
  readonly AssumeRolePolicyDocument: {
    readonly Statement: readonly [{ readonly Condition: Readonly<Record<string, Readonly<Record<string, unknown>>>> }];
  };
  readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
}
type Roles = Readonly<Record<'DeployRole' | 'DiffRole', { readonly Properties: RoleProperties }>>;

const repository = { Repository: 'someone/shop', OwnerId: '123456', RepositoryId: '456789' };
const rolesOf = (Stage: 'dev' | 'prod', more: Readonly<Record<string, string>> = {}): Roles =>
  resolvedResources(file, {
    ...repository,
    Stage,
    StackName: Stage === 'dev' ? 'OrderProcessing' : 'OrderProcessing-prod',
    ...more,
  });

/** Whether a job whose token has this subject may assume the role; the list is exact, as its operator is. */
const trusts = ({ Properties }: Roles['DeployRole'], subject: string): boolean => {
  const [{ Condition }, ...others] = Properties.AssumeRolePolicyDocument.Statement;
  expect(others).toEqual([]);
  expect(Object.keys(Condition)).toEqual(['StringEquals']);
  const { 'token.actions.githubusercontent.com:sub': subjects, ...rest } = Condition.StringEquals ?? {};
  expect(rest).toEqual({ 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' });
  return (subjects as readonly string[]).includes(subject);
};

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(text);

/** Whether the role's own policies allow it; a role has no other. */
const may = ({ Properties }: Roles['DeployRole'], action: string, resource: string): boolean =>
  Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).some(
    ({ Action, Resource }) =>
      list(Action).some((pattern) => matches(pattern, action)) &&
      list(Resource).some((pattern) => matches(pattern, resource)),
  );

const bootstrapRole = (name: string, qualifier = 'hnb659fds'): string =>
  `arn:aws:iam::111111111111:role/cdk-${qualifier}-${name}-111111111111-us-east-1`;
const stackArn = (name: string): string => `arn:aws:cloudformation:us-east-1:111111111111:stack/${name}/1a2b`;

/** Of a repository that was made, renamed or transferred since 2026-07-15, and of an older one. */
const FORMS = ['repo:someone@123456/shop@456789', 'repo:someone/shop'];
const STRANGERS = [
  'repo:someone@123456/shop@1',
  'repo:someone@1/shop@456789',
  'repo:someone/shop@456789',
  'repo:else/shop',
  'repo:someone/shop2',
];

describe.each(['dev', 'prod'] as const)('the deploy role of %s', (stage) => {
  const { DeployRole: role } = rolesOf(stage);

  it.each(FORMS)('is for jobs of the stage’s environment, as GitHub names them: %s', (repo) => {
    expect(trusts(role, `${repo}:environment:${stage}`)).toBe(true);
  });

  it.each(FORMS)('is for nobody else of the repository: %s', (repo) => {
    for (const rest of ['environment:other', 'ref:refs/heads/main', 'pull_request', 'environment:*', '*']) {
      expect(trusts(role, `${repo}:${rest}`), rest).toBe(false);
    }
    expect(trusts(role, `${repo}:environment:${stage === 'dev' ? 'prod' : 'dev'}`)).toBe(false);
  });

  it.each(STRANGERS)('is for no other repository: %s', (repo) => {
    expect(trusts(role, `${repo}:environment:${stage}`)).toBe(false);
  });

  it('lasts as long as its job may', () => {
    const workflow = readFileSync(join(root, '.github/workflows/deploy.yml'), 'utf8');
    const [, seconds] = /role-duration-seconds: (\d+)/.exec(workflow) ?? [];
    const minutes = [...workflow.matchAll(/timeout-minutes: (\d+)/g)].map(([, text]) => Number(text));
    expect(Number(seconds)).toBeLessThanOrEqual(role.Properties.MaxSessionDuration ?? 3600);
    expect(Number(seconds)).toBeGreaterThanOrEqual(60 * Math.max(...minutes));
  });
});

describe('the deploy role', () => {
  it('works by the bootstrap roles of its qualifier alone', () => {
    const { DeployRole: role } = rolesOf('dev', { Qualifier: 'shopdev' });
    for (const name of ['deploy-role', 'file-publishing-role', 'lookup-role']) {
      expect(may(role, 'sts:AssumeRole', bootstrapRole(name, 'shopdev')), name).toBe(true);
      expect(may(role, 'sts:AssumeRole', bootstrapRole(name)), name).toBe(false);
      expect(may(role, 'sts:AssumeRole', bootstrapRole(name, 'shopprod')), name).toBe(false);
    }
    expect(may(role, 'sts:AssumeRole', bootstrapRole('cfn-exec-role', 'shopdev'))).toBe(false);
  });

  it('signs in the smoke test’s user in the stage’s pool alone', () => {
    const { DeployRole: role } = rolesOf('dev', { UserPoolId: 'us-east-1_dev' });
    const pool = (id: string): string => `arn:aws:cognito-idp:us-east-1:111111111111:userpool/us-east-1_${id}`;
    for (const action of ['AdminCreateUser', 'AdminInitiateAuth', 'AdminSetUserPassword']) {
      expect(may(role, `cognito-idp:${action}`, pool('dev')), action).toBe(true);
      expect(may(role, `cognito-idp:${action}`, pool('prod')), action).toBe(false);
    }
    for (const action of ['ListUsers', 'AdminAddUserToGroup', 'AdminDeleteUser']) {
      expect(may(role, `cognito-idp:${action}`, pool('dev')), action).toBe(false);
    }
  });
});

describe('the diff role', () => {
  const [dev, prod] = [rolesOf('dev').DiffRole, rolesOf('prod').DiffRole];

  it.each(FORMS)('compares dev for main and for pull requests, prod for main alone: %s', (repo) => {
    const asked = (role: Roles['DiffRole']) =>
      ['ref:refs/heads/main', 'pull_request', 'ref:refs/heads/other', 'environment:dev', 'environment:prod'].map(
        (rest) => trusts(role, `${repo}:${rest}`),
      );
    expect(asked(dev)).toEqual([true, true, false, false, false]);
    expect(asked(prod)).toEqual([true, false, false, false, false]);
  });

  it.each(STRANGERS)('is for no other repository: %s', (repo) => {
    for (const role of [dev, prod]) {
      for (const rest of ['ref:refs/heads/main', 'pull_request']) expect(trusts(role, `${repo}:${rest}`)).toBe(false);
    }
  });

  it('reads the template of its own stack, and of no other', () => {
    for (const action of ['DescribeStacks', 'GetTemplate', 'ListStackResources']) {
      expect(may(prod, `cloudformation:${action}`, stackArn('OrderProcessing-prod')), action).toBe(true);
      expect(may(prod, `cloudformation:${action}`, stackArn('OrderProcessing')), action).toBe(false);
      expect(may(dev, `cloudformation:${action}`, stackArn('OrderProcessing')), action).toBe(true);
      expect(may(dev, `cloudformation:${action}`, stackArn('OrderProcessing-prod')), action).toBe(false);
    }
  });

  it.each<readonly [action: string, resource: string]>([
    ...['deploy-role', 'file-publishing-role', 'lookup-role', 'cfn-exec-role'].map(
      (name) => ['sts:AssumeRole', bootstrapRole(name)] as const,
    ),
    ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:111111111111:table/Orders-prod'],
    ['dynamodb:Scan', 'arn:aws:dynamodb:us-east-1:111111111111:table/Orders'],
    ['states:GetExecutionHistory', 'arn:aws:states:us-east-1:111111111111:execution:OrderProcessing-prod:A'],
    ['cognito-idp:ListUsers', 'arn:aws:cognito-idp:us-east-1:111111111111:userpool/us-east-1_1'],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:111111111111:secret:1'],
    ['logs:FilterLogEvents', 'arn:aws:logs:us-east-1:111111111111:log-group:1'],
    ['s3:GetObject', 'arn:aws:s3:::pages/index.html'],
    ['ssm:GetParameter', 'arn:aws:ssm:us-east-1:111111111111:parameter/cdk-bootstrap/hnb659fds/version'],
    ['cloudformation:CreateChangeSet', stackArn('OrderProcessing-prod')],
    ['cloudformation:UpdateStack', stackArn('OrderProcessing-prod')],
    ['cloudformation:DeleteStack', stackArn('OrderProcessing-prod')],
  ])('cannot %s on %s', (action, resource) => {
    for (const role of [dev, prod]) expect(may(role, action, resource)).toBe(false);
  });

  it('asks for nothing of the bootstrap’s: the diff compares templates', () => {
    expect(readFileSync(join(root, '.github/scripts/stage.sh'), 'utf8')).toContain('cdk diff --method=template');
  });
});
