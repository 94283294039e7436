import { describe, expect, it } from 'vitest';
import { checkPolicy, evaluatePolicy, type Question } from '../../src/kit/policy.ts';
import type { PolicyStatement } from '../../src/service.ts';

const allow = (statement: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: '*',
  ...statement,
});
const ask = (question: Partial<Question> = {}): Question => ({
  action: 'sqs:SendMessage',
  resource: 'arn:aws:sqs:us-east-1:000000000000:orders',
  context: {},
  ...question,
});

describe('policy evaluation', () => {
  it.each<[string, Partial<PolicyStatement>, Partial<Question>, string]>([
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
      { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*' } } },
      { context: { 'aws:sourcearn': 'arn:aws:sns:x' } },
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

  it('refuses a condition operator that it does not know', () => {
    expect(() => checkPolicy('role X', { Statement: allow({ Condition: { DateLessThan: {} } }) })).toThrow(
      /role X: IAM condition operator DateLessThan is not emulated/,
    );
  });
});
