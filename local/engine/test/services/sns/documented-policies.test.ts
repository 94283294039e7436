import { describe, expect, it } from 'vitest';
import type { MessageAttributes } from '../../../src/kit/message-attributes.ts';
import { matchesAttributes, matchesBody } from '../../../src/services/sns/filter/match.ts';
import { parseFilterPolicy } from '../../../src/services/sns/filter/policy.ts';

type Example = readonly [what: string, policy: object, matches: readonly object[], not: readonly object[]];
const interests = (value: unknown): object => ({ customer_interests: value });

/** Each group is a page of the documentation: its policies, with the values that it says they match and do not. The page gives
 * each as attributes of a message and as members of its body. */
const PAGES: Readonly<Record<string, readonly Example[]>> = {
  'https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html': [
    [
      'Exact',
      interests(['rugby', 'tennis']),
      [interests('rugby'), interests('tennis'), interests(['rugby', 'tennis'])],
      [interests('baseball'), interests(['baseball'])],
    ],
    [
      'Anything-but',
      interests([{ 'anything-but': ['rugby', 'tennis'] }]),
      [interests('baseball'), interests('football'), interests(['rugby', 'baseball'])],
      [interests('rugby'), interests(['rugby'])],
    ],
    [
      'Anything-but with a prefix',
      { event: [{ 'anything-but': { prefix: 'order-' } }] },
      [{ event: 'data-entry' }, { event: 'order_number' }],
      [{ event: 'order-cancelled' }],
    ],
    [
      'Anything-but with a suffix',
      { event: [{ 'anything-but': { suffix: 'ball' } }] },
      [{ event: 'rugby' }],
      [{ event: 'baseball' }],
    ],
    [
      'Equals, ignoring case',
      interests([{ 'equals-ignore-case': 'tennis' }]),
      [interests('TENNIS'), interests('Tennis')],
      [interests('rugby')],
    ],
    [
      'IP address',
      { source_ip: [{ cidr: '10.0.0.0/24' }] },
      [{ source_ip: '10.0.0.0' }, { source_ip: '10.0.0.255' }],
      [{ source_ip: '10.1.1.0' }],
    ],
    ['Prefix', interests([{ prefix: 'bas' }]), [interests('baseball'), interests('basketball')], [interests('rugby')]],
    ['Suffix', interests([{ suffix: 'ball' }]), [interests('baseball'), interests('basketball')], [interests('rugby')]],
  ],
  'https://docs.aws.amazon.com/sns/latest/dg/numeric-value-matching.html': [
    [
      'Exact',
      { price_usd: [{ numeric: ['=', 301.5] }] },
      [{ price_usd: 301.5 }, { price_usd: 3.015e2 }],
      [{ price_usd: 301 }],
    ],
    [
      'Anything-but',
      { price: [{ 'anything-but': [100, 500] }] },
      [{ price: 101 }, { price: 100.1 }, { price: [100, 50] }],
      [{ price: 100 }],
    ],
    ['Below', { price_usd: [{ numeric: ['<', 0] }] }, [{ price_usd: -0.5 }], [{ price_usd: 0 }]],
    [
      'Range',
      { price_usd: [{ numeric: ['>', 0, '<=', 150] }] },
      [{ price_usd: 0.1 }, { price_usd: 150 }],
      [{ price_usd: 0 }, { price_usd: 150.1 }],
    ],
  ],
  'https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html': [
    [
      'exists',
      { store: [{ exists: true }] },
      [{ store: 'fans', customer_interests: ['baseball'] }],
      [{ customer_interests: ['baseball', 'basketball'] }],
    ],
    [
      'does not exist',
      { store: [{ exists: false }] },
      [{ customer_interests: ['baseball', 'basketball'] }],
      [{ store: 'fans' }],
    ],
  ],
  'https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html': [
    [
      'And',
      { customer_interests: ['rugby'], price_usd: [{ numeric: ['>', 100] }] },
      [{ customer_interests: 'rugby', price_usd: 101 }],
      [interests('rugby'), { price_usd: 101 }],
    ],
    ['Or of values', interests(['rugby', 'football', 'baseball']), [interests('football')], [interests('tennis')]],
    [
      'Or of keys',
      { source: ['aws.cloudwatch'], $or: [{ metricName: ['CPUUtilization'] }, { namespace: ['AWS/EC2'] }] },
      [
        { source: 'aws.cloudwatch', metricName: 'CPUUtilization' },
        { source: 'aws.cloudwatch', namespace: 'AWS/EC2' },
      ],
      [{ source: 'aws.cloudwatch' }, { namespace: 'AWS/EC2' }],
    ],
  ],
  'https://docs.aws.amazon.com/sns/latest/dg/example-filter-policies.html': [
    [
      'the policy that accepts the example, and the one that rejects it',
      {
        store: ['example_corp'],
        event: [{ 'anything-but': 'order_cancelled' }],
        customer_interests: ['rugby', 'football', 'baseball'],
        price_usd: [{ numeric: ['>=', 100] }],
      },
      [
        {
          customer_interests: ['soccer', 'rugby', 'hockey'],
          store: 'example_corp',
          event: 'order_placed',
          price_usd: 210.75,
        },
      ],
      [{ customer_interests: ['soccer'], store: 'example_corp', event: 'order_placed', price_usd: 210.75 }],
    ],
    [
      'a key that the message does not have',
      {
        store: ['example_corp'],
        event: ['order_cancelled'],
        encrypted: [false],
        customer_interests: ['basketball', 'baseball'],
      },
      [],
      [
        {
          customer_interests: ['soccer', 'rugby', 'hockey'],
          store: 'example_corp',
          event: 'order_placed',
          price_usd: 210.75,
        },
      ],
    ],
  ],
};

const asAttributes = (values: object): MessageAttributes =>
  Object.entries(values).map(([name, value]) => {
    if (typeof value === 'number') return [name, { DataType: 'Number', StringValue: String(value) }] as const;
    if (typeof value === 'string') return [name, { DataType: 'String', StringValue: value }] as const;
    return [name, { DataType: 'String.Array', StringValue: JSON.stringify(value) }] as const;
  });

describe.each(Object.entries(PAGES))('the policies of %s', (_page, examples) => {
  it.each(examples)('on attributes: %s', (_what, policy, matching, others) => {
    const parsed = parseFilterPolicy(JSON.stringify(policy), 'MessageAttributes');
    const passes = (values: object): boolean => matchesAttributes(parsed, asAttributes(values));
    expect(matching.filter((values) => !passes(values))).toEqual([]);
    expect(others.filter(passes)).toEqual([]);
  });

  it.each(examples)('on the body: %s', (_what, policy, matching, others) => {
    const parsed = parseFilterPolicy(JSON.stringify(policy), 'MessageBody');
    const passes = (values: object): boolean => matchesBody(parsed, JSON.stringify(values));
    expect(matching.filter((values) => !passes(values))).toEqual([]);
    expect(others.filter(passes)).toEqual([]);
  });
});

describe('a policy on the body', () => {
  it('takes a key with dots as a path, and a body with dots too', () => {
    const policy = parseFilterPolicy(JSON.stringify({ 'order.status': ['Processed'] }), 'MessageBody');
    expect(matchesBody(policy, '{"order":{"status":"Processed"}}')).toBe(true);
    expect(matchesBody(policy, '{"order.status":"Processed"}')).toBe(true);
    expect(matchesBody(policy, '{"order":"Processed"}')).toBe(false);
  });
});

describe('a policy on attributes', () => {
  it('takes a key with dots as it is, and knows no attribute of a type with a label, or of bytes', () => {
    const policy = parseFilterPolicy(JSON.stringify({ 'a.b': ['x'], c: [{ exists: false }] }), 'MessageAttributes');
    const ab = ['a.b', { DataType: 'String', StringValue: 'x' }] as const;
    expect(matchesAttributes(policy, [ab])).toBe(true);
    expect(matchesAttributes(policy, [ab, ['c', { DataType: 'String.custom', StringValue: 'x' }]])).toBe(true);
    expect(matchesAttributes(policy, [ab, ['c', { DataType: 'Binary', BinaryValue: 'AA==' }]])).toBe(true);
    expect(matchesAttributes(policy, [ab, ['c', { DataType: 'String', StringValue: 'x' }]])).toBe(false);
  });
});

describe('a policy that AWS refuses', () => {
  it.each([
    ['a range that nothing is in', { a: [{ numeric: ['>', 10, '<', 5] }] }],
    ['a range from above', { a: [{ numeric: ['<', 10, '>', 5] }] }],
    ['a number beyond a billion', { a: [{ numeric: ['=', 1_000_000_001] }] }],
    ['texts and numbers in one list', { a: [{ 'anything-but': ['a', 1] }] }],
    ['a wildcard, which EventBridge alone has', { a: [{ wildcard: 'a*' }] }],
  ])('%s', (_what, policy) => {
    expect(() => parseFilterPolicy(JSON.stringify(policy), 'MessageBody')).toThrow(
      expect.objectContaining({
        code: 'InvalidParameter',
        message: expect.stringMatching(/^Invalid parameter: FilterPolicy/),
      }),
    );
  });
});
