import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../cdk/operations/erase/arguments.ts';
import { permissionsFor } from '../../../cdk/operations/erase/permissions.ts';
import { WrongArguments } from '../../../cdk/operations/erase/stack.ts';

describe('the arguments of npm run erase', () => {
  it('only lists unless it is told --yes', () => {
    const wish = readArguments(['--stack', 'Shop', ' a@b.example '], {});
    expect(wish).toEqual({ stack: 'Shop', email: 'a@b.example', yes: false, permissions: false });
    expect(readArguments(['--stack', 'Shop', 'a@b.example', '--yes'], {}).yes).toBe(true);
  });

  it('takes the region as the AWS CLI does', () => {
    const of = (args: string[], env: Record<string, string>) =>
      readArguments(['--stack', 'Shop', 'a@b.example', ...args], env).region;
    expect(of([], { AWS_DEFAULT_REGION: 'eu-west-1' })).toBe('eu-west-1');
    expect(of([], { AWS_DEFAULT_REGION: 'eu-west-1', AWS_REGION: 'eu-west-2' })).toBe('eu-west-2');
    expect(of(['--region', 'eu-west-3'], { AWS_REGION: 'eu-west-2' })).toBe('eu-west-3');
  });

  it.each([
    ['no stack', ['a@b.example'], '--stack NAME'],
    ['no address', ['--stack', 'Shop'], 'is no e-mail address'],
    ['something else', ['--stack', 'Shop', '--yes', 'Mark Person'], '"Mark Person" is no e-mail address'],
    ['two people', ['--stack', 'Shop', 'a@b.example', 'c@d.example'], 'One person at a time'],
    ['an unknown option', ['--stack', 'Shop', 'a@b.example', '--force'], '--force'],
    ['no URL', ['--stack', 'Shop', 'a@b.example', '--endpoint-url', '4566'], 'takes a URL'],
  ])('refuses %s, and says how it is called', (_what, args, message) => {
    const read = () => readArguments(args, {});
    expect(read).toThrow(WrongArguments);
    expect(read).toThrow(message);
    expect(read).toThrow('usage: npm run erase');
  });
});

describe('the policy', () => {
  it('names the stack’s own resources', () => {
    const { Statement } = permissionsFor({
      name: 'Shop',
      id: 'arn:aws-cn:cloudformation:cn-north-1:123456789012:stack/Shop/1',
      userPoolId: 'cn-north-1_a',
      ordersTable: 'Orders',
      confirmationsTable: 'Confirmations',
      activityTable: 'Activity',
      productsTable: 'Products',
      stateMachineArns: ['arn:aws-cn:states:cn-north-1:123456789012:stateMachine:OrderProcessing'],
      queues: [{ name: 'Q', url: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q' }],
      sendsMails: true,
    });
    const resources = Statement.flatMap(({ Resource }) => Resource);
    expect(resources).toContain('arn:aws-cn:dynamodb:cn-north-1:123456789012:table/Orders/index/byEmail');
    expect(resources).toContain('arn:aws-cn:states:cn-north-1:123456789012:execution:OrderProcessing:*');
    expect(resources).toContain('arn:aws-cn:sqs:cn-north-1:123456789012:q');
  });
});
