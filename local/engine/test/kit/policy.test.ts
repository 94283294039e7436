import { describe, expect, it } from 'vitest';
import { evaluatePolicy, type Question } from '../../src/kit/policy.ts';
import type { PolicyStatement } from '../../src/service.ts';

const allow = (statement: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: '*',
  ...statement,
});
type Asked = Partial<Omit<Question, 'context'>> & { readonly context?: Readonly<Record<string, string | string[]>> };

const ask = ({ context = {}, ...question }: Asked = {}): Question => ({
  action: 'sqs:SendMessage',
  resource: 'arn:aws:sqs:us-east-1:000000000000:orders',
  context: (key) => context[key],
  ...question,
});

describe('policy evaluation', () => {
  it.each<[string, Partial<PolicyStatement>, Asked, string]>([
    ['the very action', {}, {}, 'allow'],
    ['an action in other case', { Action: 'SQS:sendmessage' }, {}, 'allow'],
    ['an action by wildcard', { Action: 'sqs:Send*' }, {}, 'allow'],
    ['another action', { Action: 'sqs:DeleteMessage' }, {}, 'silent'],
    ['all but an action', { Action: undefined as never, NotAction: ['sqs:SendMessage'] }, {}, 'silent'],
    ['the very resource', { Resource: 'arn:aws:sqs:us-east-1:000000000000:orders' }, {}, 'allow'],
    ['a resource by wildcard', { Resource: ['arn:aws:sqs:*:*:order?'] }, {}, 'allow'],
    ['a resource that only begins alike', { Resource: 'arn:aws:sqs:us-east-1:000000000000:order' }, {}, 'silent'],
    ['a wildcard that matches dots literally', { Resource: 'arn.aws*' }, {}, 'silent'],
    [
      'a condition that holds',
      { Condition: { StringEquals: { 'aws:SourceAccount': '1' } } },
      { context: { 'aws:sourceaccount': '1' } },
      'allow',
    ],
    ['a condition without its key', { Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }, {}, 'silent'],
    [
      'an IfExists condition without its key',
      { Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '1' } } },
      {},
      'allow',
    ],
    [
      'ArnLike',
      { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } } },
      { context: { 'aws:sourcearn': 'arn:aws:sns:us-east-1:000000000000:x' } },
      'allow',
    ],
    [
      'Bool',
      { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { context: { 'aws:securetransport': 'true' } },
      'silent',
    ],
    [
      'a service principal',
      { Principal: { Service: 'sns.amazonaws.com' } },
      { principal: { service: 'sns.amazonaws.com' } },
      'allow',
    ],
    [
      'another service principal',
      { Principal: { Service: 'sns.amazonaws.com' } },
      { principal: { service: 'events.amazonaws.com' } },
      'silent',
    ],
    ['any AWS principal', { Principal: { AWS: '*' } }, { principal: { aws: ['arn:aws:iam::1:role/x'] } }, 'allow'],
    ['a principal where the policy names none', {}, { principal: { aws: ['arn:aws:iam::1:role/x'] } }, 'silent'],
  ])('%s', (_name, statement, question, verdict) => {
    expect(evaluatePolicy({ Statement: [allow(statement)] }, ask(question))).toBe(verdict);
  });

  it('lets an explicit deny win, wherever it stands', () => {
    const deny: PolicyStatement = { Effect: 'Deny', Action: 'sqs:*', Resource: '*' };
    expect(evaluatePolicy({ Statement: [allow({}), deny] }, ask())).toBe('deny');
    expect(evaluatePolicy({ Statement: [deny, allow({})] }, ask())).toBe('deny');
  });

  it.each<[string, Record<string, Record<string, unknown>>, Record<string, string | string[]>, boolean]>([
    [
      'a date before',
      { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
      { 'aws:currenttime': '2026-01-01T00:00:00Z' },
      true,
    ],
    ['a date after', { DateGreaterThan: { 'aws:EpochTime': '1900000000' } }, { 'aws:epochtime': '1700000000' }, false],
    ['a number', { NumericLessThanEquals: { 's3:max-keys': 10 } }, { 's3:max-keys': '10' }, true],
    ['an address in a block', { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, { 'aws:sourceip': '127.0.0.1' }, true],
    ['an address outside', { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } }, { 'aws:sourceip': '127.0.0.1' }, true],
    ['another case', { StringEqualsIgnoreCase: { 'aws:x': 'A' } }, { 'aws:x': 'a' }, true],
    ['an ARN across its parts', { ArnLike: { 'aws:x': 'arn:aws:sns:*' } }, { 'aws:x': 'arn:aws:sns:r:1:t' }, false],
    ['all values', { 'ForAllValues:StringEquals': { 'aws:x': ['a', 'b'] } }, { 'aws:x': ['a', 'c'] }, false],
    ['all of none', { 'ForAllValues:StringEquals': { 'aws:x': 'a' } }, {}, true],
    ['any value', { 'ForAnyValue:StringEquals': { 'aws:x': ['a', 'b'] } }, { 'aws:x': ['a', 'c'] }, true],
    ['a key that is absent', { Null: { 'aws:username': 'true' } }, {}, true],
    ['a negation without its key', { StringNotEquals: { 'aws:x': 'a' } }, {}, true],
    ['a policy variable', { StringEquals: { 'aws:x': '${aws:y}' } }, { 'aws:x': 'a', 'aws:y': 'a' }, true],
    ['a policy variable without a value', { StringEquals: { 'aws:x': '${aws:y}' } }, { 'aws:x': 'a' }, false],
    ["a policy variable's default", { StringEquals: { 'aws:x': "${aws:y, 'a'}" } }, { 'aws:x': 'a' }, true],
  ])('decides a condition: %s', (_name, Condition, context, holds) => {
    const verdict = evaluatePolicy({ Statement: [allow({ Condition })] }, ask({ context }));
    expect(verdict).toBe(holds ? 'allow' : 'silent');
  });

  it('tells an account that is allowed from its role that is', () => {
    const account = 'arn:aws:iam::000000000000:root';
    const principal = { aws: ['arn:aws:iam::000000000000:role/x'], account: [account] };
    expect(evaluatePolicy({ Statement: allow({ Principal: { AWS: account } }) }, ask({ principal }))).toBe('delegated');
    expect(evaluatePolicy({ Statement: allow({ Principal: { AWS: principal.aws } }) }, ask({ principal }))).toBe(
      'allow',
    );
    const deny: PolicyStatement = { Effect: 'Deny', Principal: { AWS: account }, Action: '*', Resource: '*' };
    expect(evaluatePolicy({ Statement: deny }, ask({ principal }))).toBe('deny');
  });
});
