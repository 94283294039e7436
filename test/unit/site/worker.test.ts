import { describe, expect, it } from 'vitest';
import { customerOf } from '../../../site/worker/customer.ts';

const tokenOf = (claims: unknown): string =>
  `Bearer header.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('whose answers the worker keeps', () => {
  it('are those of the customer whom the token names', () => {
    expect(customerOf(tokenOf({ sub: 'ada', name: 'Ada Müller-Lüdenscheidt ÿ>?' }))).toBe('ada');
  });

  it.each([
    ['no token', null],
    ['what is no token', 'Bearer x'],
    ['a token of nobody', tokenOf({ email: 'ada@example.com' })],
    ['an empty name', tokenOf({ sub: '' })],
    ['a member of support', tokenOf({ sub: 'sue', 'cognito:groups': ['support'] })],
    ['a member of any group', tokenOf({ sub: 'vic', 'cognito:groups': 'support-viewer' })],
  ])('are nobody’s with %s', (_, authorization) => {
    expect(customerOf(authorization)).toBeUndefined();
  });
});
