import { describe, expect, it } from 'vitest';
import { mailableAddress } from '../../../../lambdas/core/confirmation/mail-address.ts';

describe('an e-mail address', () => {
  it.each([
    ['john@example.com', 'john@example.com'],
    ['John.Doe+shop@Example.CO.uk', 'John.Doe+shop@Example.CO.uk'],
    ["o'neil@example.com", "o'neil@example.com"],
    ['x@exämple.com', 'x@xn--exmple-cua.com'],
    ['x@EXÄMPLE.com', 'x@xn--exmple-cua.com'],
    ['x@例え.jp', 'x@xn--r8jz45g.jp'],
    ['x@xn--exmple-cua.com', 'x@xn--exmple-cua.com'],
    [`${'x'.repeat(64)}@example.com`, `${'x'.repeat(64)}@example.com`],
  ])('%s is mailed as %s', (written, mailed) => {
    expect(mailableAddress(written)).toBe(mailed);
  });

  it.each([
    'no address',
    '@example.com',
    'john@',
    'john@localhost',
    'john@example',
    'john@example..com',
    'john@.example.com',
    'john@-example.com',
    'john@example-.com',
    'john@127.0.0.1',
    'john@[127.0.0.1]',
    'john@1.2',
    'john@0x7f.1',
    'john@example.com/path',
    'john@example.com:80',
    'john@user:x@example.com',
    'john@exa%6dple.com',
    'john@exa mple.com',
    '.john@example.com',
    'john.@example.com',
    'jo..hn@example.com',
    '"john doe"@example.com',
    'jöhn@example.com',
    '用户@例え.jp',
    'john@example.com, jane@example.com',
    'John <john@example.com>',
    'john@example.com\r\nBcc: all@example.com',
    `${'x'.repeat(65)}@example.com`,
    `x@${'y'.repeat(64)}.com`,
    `x@${'y.'.repeat(130)}com`,
    '',
  ])('%j takes no mail', (written) => {
    expect(mailableAddress(written)).toBeUndefined();
  });
});
