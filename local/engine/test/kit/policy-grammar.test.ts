import { describe, expect, it } from 'vitest';
import { type PolicyKind, policyFault } from '../../src/kit/policy-grammar.ts';

type Json = Record<string, unknown>;

const STATEMENTS: Record<PolicyKind, Json> = {
  identity: { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
  trust: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
  resource: { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', Principal: '*' },
};

const fault = (kind: PolicyKind, statement: Json, document: Json = {}): string | undefined =>
  policyFault(
    JSON.parse(
      JSON.stringify({ Version: '2012-10-17', Statement: [{ ...STATEMENTS[kind], ...statement }], ...document }),
    ),
    kind,
  );

describe('the grammar of policies', () => {
  it.each<[string, PolicyKind, Json]>([
    [
      'a statement with conditions of any kind',
      'identity',
      { Condition: { Bool: { 'aws:x': false }, NumericEquals: { 'aws:y': [1] } } },
    ],
    [
      'all but an action, all but a resource',
      'identity',
      { Action: undefined, NotAction: 's3:*', Resource: undefined, NotResource: 'arn:aws:s3:::x' },
    ],
    ['an unknown vendor, as AWS does', 'identity', { Action: 'none:Nothing' }],
    [
      'ARNs with wildcards',
      'identity',
      { Resource: ['arn:aws:s3:::bucket/*', 'arn:aws:states:*:*:*', 'arn:aws:iam::*:role/x'] },
    ],
    ['a trust of an account', 'trust', { Principal: { AWS: ['000000000000', 'arn:aws:iam::000000000000:root'] } }],
    ['everybody', 'resource', { Principal: { AWS: '*' } }],
  ])('takes %s', (_name, kind, statement) => {
    expect(fault(kind, statement)).toBeUndefined();
  });

  it.each<[string, PolicyKind, Json, RegExp]>([
    ['no Effect', 'identity', { Effect: undefined }, /^Syntax errors in policy\./],
    ['an Effect in lower case', 'identity', { Effect: 'allow' }, /^Syntax errors in policy\./],
    ['no Action', 'identity', { Action: undefined }, /^Policy statement must contain actions\./],
    ['no Resource', 'identity', { Resource: undefined }, /^Policy statement must contain resources\./],
    ['an empty list of resources', 'identity', { Resource: [] }, /^Policy statement must contain resources\./],
    ['a Principal', 'identity', { Principal: '*' }, /^Policy document should not specify a principal\./],
    [
      'Action beside NotAction',
      'identity',
      { NotAction: 's3:*' },
      /^Syntax errors in policy\. \[.*Action and NotAction/,
    ],
    ['an unknown element', 'identity', { Resources: '*' }, /^Syntax errors in policy\. \[.*Resources/],
    [
      'an action without a vendor',
      'identity',
      { Action: 'SendMessage' },
      /^Actions\/Conditions must be prefaced by a vendor/,
    ],
    ['an action with two colons', 'identity', { Action: 'sqs:a:b' }, /^Actions\/Condition can contain only one colon/],
    ['a vendor that cannot be', 'identity', { Action: 's qs:SendMessage' }, /^Vendor s qs is not valid/],
    ['a resource that is no ARN', 'identity', { Resource: 'orders' }, /^Resource orders must be in ARN format or "\*"/],
    ['a resource of no partition', 'identity', { Resource: 'arn:was:sqs:::x' }, /^Partition "was" is not valid/],
    ['a bucket in a region', 'identity', { Resource: 'arn:aws:s3:us-east-1::x' }, /can not contain region information/],
    ['an unknown operator', 'identity', { Condition: { StringIs: { 'aws:x': 'a' } } }, /^Syntax errors.*StringIs/],
    [
      'a condition key without a vendor',
      'identity',
      { Condition: { Bool: { x: 'a' } } },
      /^Actions\/Conditions must be/,
    ],
    ['a Resource in a trust policy', 'trust', { Resource: '*' }, /^Has prohibited field Resource/],
    ['no Principal in a trust policy', 'trust', { Principal: undefined }, /^Missing required field Principal/],
    ['another action in a trust policy', 'trust', { Action: 's3:Get' }, /^AssumeRole policy may only specify STS/],
    [
      'a service that cannot be',
      'trust',
      { Principal: { Service: 'lambda' } },
      /^Invalid principal.*"SERVICE":"lambda"/,
    ],
    [
      'roles by wildcard',
      'trust',
      { Principal: { AWS: 'arn:aws:iam::000000000000:role/*' } },
      /^Invalid principal in policy/,
    ],
    ['no Principal with a resource', 'resource', { Principal: undefined }, /^Missing required field Principal/],
  ])('refuses %s', (_name, kind, statement, text) => {
    expect(fault(kind, statement)).toMatch(text);
  });

  it('refuses documents whose parts do not fit together', () => {
    expect(fault('identity', {}, { Version: '2012-10-18' })).toMatch(/^The policy must contain a valid version string/);
    expect(fault('identity', {}, { Comment: 'x' })).toMatch(/^Syntax errors in policy\. \[unknown element Comment/);
    expect(fault('identity', {}, { Statement: [] })).toMatch(/^Syntax errors in policy/);
    const twice = [
      { ...STATEMENTS.identity, Sid: 'A' },
      { ...STATEMENTS.identity, Sid: 'A' },
    ];
    expect(fault('identity', {}, { Statement: twice })).toMatch(
      /^Statement IDs \(SID\) in a single policy must be unique/,
    );
    expect(policyFault('*', 'identity')).toMatch(/^Syntax errors in policy/);
  });
});
