import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../../src/services/events/pattern.ts';

type Example = readonly [what: string, pattern: object, matches: readonly object[], not: readonly object[]];
const detail = (members: object): object => ({ detail: members });

/** Each group is a page of the documentation: its patterns, with the events that it says they match, or others of the kind. */
const PAGES: Readonly<Record<string, readonly Example[]>> = {
  'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html': [
    [
      'And',
      { Location: ['New York'], Day: ['Monday'] },
      [{ Location: 'New York', Day: 'Monday' }],
      [{ Location: 'New York' }, { Day: 'Monday' }],
    ],
    [
      'Or',
      { PaymentType: ['Credit', 'Debit'] },
      [{ PaymentType: 'Credit' }, { PaymentType: 'Debit' }],
      [{ PaymentType: 'Cash' }],
    ],
    [
      'Or of several fields',
      { $or: [{ Location: ['New York'] }, { Day: ['Monday'] }] },
      [{ Location: 'New York' }, { Day: 'Monday' }],
      [{ Day: 'Friday' }],
    ],
    ['Empty', { LastName: [''] }, [{ LastName: '' }], [{ LastName: null }, {}, { LastName: 'A' }]],
    ['Equals', { Name: ['Alice'] }, [{ Name: 'Alice' }], [{ Name: 'alice' }]],
    [
      'Equals, ignoring case',
      { Name: [{ 'equals-ignore-case': 'alice' }] },
      [{ Name: 'Alice' }, { Name: 'ALICE' }],
      [{ Name: 'Al' }],
    ],
    [
      'Equals, ignoring case, at the top',
      { 'detail-type': [{ 'equals-ignore-case': 'ec2 instance state-change notification' }] },
      [{ 'detail-type': 'EC2 Instance State-change Notification' }],
      [{ 'detail-type': 'EC2' }],
    ],
    ['Null', { UserID: [null] }, [{ UserID: null }], [{}, { UserID: '' }]],
    ['Not', { Weather: [{ 'anything-but': ['Raining'] }] }, [{ Weather: 'Sunny' }], [{ Weather: 'Raining' }, {}]],
    ['Exists', { ProductName: [{ exists: true }] }, [{ ProductName: 'x' }, { ProductName: null }], [{}]],
    ['Does not exist', { ProductName: [{ exists: false }] }, [{}], [{ ProductName: 'x' }]],
    [
      'Begins with',
      { Region: [{ prefix: 'us-' }] },
      [{ Region: 'us-east-1' }],
      [{ Region: 'eu-west-1' }, { Region: 5 }],
    ],
    [
      'Begins with, of a time',
      { time: [{ prefix: '2017-10-02' }] },
      [{ time: '2017-10-02T18:43:48Z' }],
      [{ time: '2017-10-03T18:43:48Z' }],
    ],
    [
      'Begins with, ignoring case',
      detail({ service: [{ prefix: { 'equals-ignore-case': 'EventB' } }] }),
      [detail({ service: 'eventbridge' }), detail({ service: 'EVENTBRIDGE' })],
      [detail({ service: 'bridge' })],
    ],
    ['Ends with', { FileName: [{ suffix: '.png' }] }, [{ FileName: 'a.png' }], [{ FileName: 'a.PNG' }]],
    [
      'Ends with, ignoring case',
      detail({ FileName: [{ suffix: { 'equals-ignore-case': '.png' } }] }),
      [detail({ FileName: 'a.PNG' })],
      [detail({ FileName: 'a.jpg' })],
    ],
    [
      'Anything-but',
      detail({ state: [{ 'anything-but': 'initializing' }] }),
      [detail({ state: 'running' }), detail({ state: null }), detail({ state: 1 })],
      [detail({ state: 'initializing' }), detail({})],
    ],
    [
      'Anything-but of a number',
      detail({ 'x-limit': [{ 'anything-but': 123 }] }),
      [detail({ 'x-limit': 124 }), detail({ 'x-limit': '123' })],
      [detail({ 'x-limit': 123 })],
    ],
    [
      'Anything-but of texts',
      detail({ state: [{ 'anything-but': ['stopped', 'overloaded'] }] }),
      [detail({ state: 'running' })],
      [detail({ state: 'stopped' }), detail({ state: 'overloaded' })],
    ],
    [
      'Anything-but of numbers',
      detail({ 'x-limit': [{ 'anything-but': [100, 200, 300] }] }),
      [detail({ 'x-limit': 150 })],
      [detail({ 'x-limit': 200 })],
    ],
    [
      'Anything-but, ignoring case',
      detail({ state: [{ 'anything-but': { 'equals-ignore-case': 'initializing' } }] }),
      [detail({ state: 'running' }), detail({ state: null })],
      [detail({ state: 'INITIALIZING' })],
    ],
    [
      'Anything-but of texts, ignoring case',
      detail({ state: [{ 'anything-but': { 'equals-ignore-case': ['initializing', 'stopped'] } }] }),
      [detail({ state: 'running' })],
      [detail({ state: 'Stopped' })],
    ],
    [
      'Anything-but that begins with',
      detail({ state: [{ 'anything-but': { prefix: 'init' } }] }),
      [detail({ state: 'running' }), detail({ state: null }), detail({ state: 7 })],
      [detail({ state: 'initializing' }), detail({})],
    ],
    [
      'Anything-but that begins with one of',
      detail({ state: [{ 'anything-but': { prefix: ['init', 'error'] } }] }),
      [detail({ state: 'running' })],
      [detail({ state: 'error-1' })],
    ],
    [
      'Anything-but that ends with',
      { FileName: [{ 'anything-but': { suffix: '.png' } }] },
      [{ FileName: 'a.txt' }, { FileName: null }],
      [{ FileName: 'a.png' }],
    ],
    [
      'Anything-but that ends with one of',
      detail({ FileName: [{ 'anything-but': { suffix: ['.txt', '.rtf'] } }] }),
      [detail({ FileName: 'a.png' }), detail({ FileName: 5 })],
      [detail({ FileName: 'a.rtf' })],
    ],
    [
      'Anything-but by a wildcard',
      { FilePath: [{ 'anything-but': { wildcard: '*/lib/*' } }] },
      [{ FilePath: '/bin/a' }, { FilePath: null }, { FilePath: 3 }],
      [{ FilePath: '/usr/lib/a' }],
    ],
    [
      'Anything-but by wildcards',
      detail({ FilePath: [{ 'anything-but': { wildcard: ['*/lib/*', '*/bin/*'] } }] }),
      [detail({ FilePath: '/etc/a' })],
      [detail({ FilePath: '/usr/bin/a' })],
    ],
    [
      'Wildcard',
      { FileName: [{ wildcard: 'dir/*.png' }] },
      [{ FileName: 'dir/a.png' }],
      [{ FileName: 'a.png' }, { FileName: 'dir/a.jpg' }],
    ],
    [
      'Wildcard with an asterisk and a backslash',
      { FileName: [{ wildcard: 'a\\*b\\\\*' }] },
      [{ FileName: 'a*b\\' }, { FileName: 'a*b\\c' }],
      [{ FileName: 'axb\\' }, { FileName: 'a*b' }],
    ],
    ['Numeric', { Price: [{ numeric: ['=', 100] }] }, [{ Price: 100 }], [{ Price: 101 }, { Price: '100' }]],
    [
      'Numeric range',
      { Price: [{ numeric: ['>', 10, '<=', 20] }] },
      [{ Price: 20 }, { Price: 10.5 }],
      [{ Price: 10 }, { Price: 20.1 }],
    ],
    [
      'Numeric of several fields',
      detail({
        'c-count': [{ numeric: ['>', 0, '<=', 5] }],
        'd-count': [{ numeric: ['<', 10] }],
        'x-limit': [{ numeric: ['=', 3.018e2] }],
      }),
      [detail({ 'c-count': 5, 'd-count': 3, 'x-limit': 301.8 })],
      [detail({ 'c-count': 0, 'd-count': 3, 'x-limit': 301.8 }), detail({ 'c-count': 5, 'd-count': 3 })],
    ],
    [
      'IP address',
      detail({ sourceIPAddress: [{ cidr: '10.0.0.0/24' }] }),
      [detail({ sourceIPAddress: '10.0.0.255' })],
      [detail({ sourceIPAddress: '10.0.1.0' }), detail({ sourceIPAddress: 'x' })],
    ],
    [
      'IP address of version 6',
      detail({ ip: [{ cidr: '2001:db8::/32' }] }),
      [detail({ ip: '2001:db8::1' })],
      [detail({ ip: '2001:db9::1' }), detail({ ip: '10.0.0.1' })],
    ],
    [
      'Exists of what is no leaf',
      detail({ 'c-count': [{ exists: false }] }),
      [detail({ state: ['initializing', 'running'] }), detail({ state: 'running', 'c-count': { c1: 100 } })],
      [detail({ 'c-count': 1 })],
    ],
    [
      'Or of several fields, within',
      detail({
        $or: [
          { 'c-count': [{ numeric: ['>', 0, '<=', 5] }] },
          { 'd-count': [{ numeric: ['<', 10] }] },
          { 'x-limit': [{ numeric: ['=', 3.018e2] }] },
        ],
      }),
      [detail({ 'c-count': 1 }), detail({ 'd-count': -1, 'c-count': 9 }), detail({ 'x-limit': 301.8 })],
      [detail({ 'c-count': 6, 'd-count': 10, 'x-limit': 301 })],
    ],
    [
      'several at once',
      {
        time: [{ prefix: '2017-10-02' }],
        detail: {
          state: [{ 'anything-but': 'initializing' }],
          'c-count': [{ numeric: ['>', 0, '<=', 5] }],
          'd-count': [{ numeric: ['<', 10] }],
          'x-limit': [{ 'anything-but': [100, 200, 300] }],
        },
      },
      [{ time: '2017-10-02T01:00:00Z', detail: { state: 'running', 'c-count': 5, 'd-count': 3, 'x-limit': 301.8 } }],
      [{ time: '2017-10-02T01:00:00Z', detail: { state: 'running', 'c-count': 5, 'd-count': 3, 'x-limit': 300 } }],
    ],
  ],
  'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html': [
    [
      'one of an array',
      { resources: ['arn:a', 'arn:b'] },
      [{ resources: ['arn:x', 'arn:b'] }],
      [{ resources: ['arn:x'] }, { resources: [] }],
    ],
    [
      'both of one element',
      detail({ list: { a: [1], b: [2] } }),
      [detail({ list: [{ a: 1, b: 2 }] })],
      [detail({ list: [{ a: 1 }, { b: 2 }] })],
    ],
  ],
  'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-null-values.html': [
    [
      'an empty text',
      detail({ responseElements: [''] }),
      [detail({ responseElements: '' })],
      [detail({ responseElements: null })],
    ],
    [
      'null',
      detail({ responseElements: [null] }),
      [detail({ responseElements: null })],
      [detail({ responseElements: '' }), detail({})],
    ],
  ],
  'https://github.com/aws/event-ruler#and-and-or-relationship-among-fields-with-ruler': [
    [
      'Or and And',
      {
        source: ['aws.cloudwatch'],
        $or: [
          { metricName: ['CPUUtilization', 'ReadLatency'] },
          {
            metricType: ['MetricType'],
            namespace: ['AWS/EC2', 'AWS/ES'],
            $or: [{ metricId: [1234] }, { spaceId: [1000] }],
          },
          { scope: ['Service'] },
        ],
      },
      [
        { source: 'aws.cloudwatch', metricName: 'ReadLatency' },
        { source: 'aws.cloudwatch', metricType: 'MetricType', namespace: 'AWS/ES', spaceId: 1000 },
        { source: 'aws.cloudwatch', scope: 'Service' },
      ],
      [{ source: 'aws.cloudwatch', metricType: 'MetricType', namespace: 'AWS/ES' }, { metricName: 'ReadLatency' }],
    ],
    [
      '$or as a name',
      { $or: { metricType: ['MetricType'] } },
      [{ $or: { metricType: 'MetricType' } }],
      [{ metricType: 'MetricType' }],
    ],
    [
      'a name with dots, which is a path',
      { 'detail.state': ['running'] },
      [detail({ state: 'running' }), { 'detail.state': 'running' }],
      [detail({ state: 'x' }), { state: 'running' }],
    ],
    [
      'a path, in an event with dots',
      detail({ state: { status: ['on'] } }),
      [detail({ 'state.status': 'on' }), { 'detail.state.status': 'on' }, detail({ state: { status: 'on' } })],
      [detail({ status: 'on' })],
    ],
    [
      'a member beside a name with dots',
      { a: ['x'], 'a.b': ['y'] },
      [{ a: 'x', 'a.b': 'y' }],
      [{ a: 'x' }, { a: { b: 'y' } }],
    ],
  ],
};

describe.each(Object.entries(PAGES))('the patterns of %s', (_page, examples) => {
  it.each(examples)('%s', (_what, pattern, matching, others) => {
    const matches = parsePattern(pattern);
    expect(matching.filter((event) => !matches(event))).toEqual([]);
    expect(others.filter(matches)).toEqual([]);
  });
});

describe('a pattern that AWS refuses', () => {
  it.each([
    ['a range that nothing is in', { a: [{ numeric: ['>', 10, '<', 5] }] }],
    ['a range from above', { a: [{ numeric: ['<', 10, '>', 5] }] }],
    ['a comparison without a number', { a: [{ numeric: ['='] }] }],
    ['texts and numbers in one list', { a: [{ 'anything-but': ['a', 1] }] }],
    ['consecutive wildcards', { a: [{ wildcard: 'a**' }] }],
    ['an escape of another character', { a: [{ wildcard: 'a\\b' }] }],
    ['an address without its block', { a: [{ cidr: '10.0.0.1' }] }],
    ['an empty prefix', { a: [{ prefix: '' }] }],
    ['a value outside a list', { a: 'x' }],
  ])('%s', (_what, pattern) => {
    expect(() => parsePattern(pattern)).toThrow(
      expect.objectContaining({
        code: 'InvalidEventPatternException',
        message: expect.stringMatching(/^Event pattern is not valid/),
      }),
    );
  });
});
