import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';
import { createTopicClient, text } from './topic-client.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let topics: ReturnType<typeof createTopicClient>;
let serial = 0;
beforeAll(async () => {
  engine = await startTestEngine();
  topics = createTopicClient(clientSettings(engine).endpoint);
});
afterAll(() => engine.dispose());

const number = (value: number): MessageAttributeValue => ({ DataType: 'Number', StringValue: String(value) });
const array = (...values: unknown[]): MessageAttributeValue => ({
  DataType: 'String.Array',
  StringValue: JSON.stringify(values),
});

type Published = { Message: string; MessageAttributes?: Record<string, MessageAttributeValue> };

/** Which of the messages pass; a last message without a filter in its way marks the end. */
const passing = async (FilterPolicy: unknown, FilterPolicyScope: string, messages: readonly Published[]) => {
  serial += 1;
  const topic = await topics.create(`filtered-${serial}`);
  const url = await topics.openQueue(`filtered-${serial}`, topic);
  const end = await topics.openQueue(`end-${serial}`, topic);
  const raw = { RawMessageDelivery: 'true' };
  await topics.subscribe(topic, `filtered-${serial}`, {
    ...raw,
    FilterPolicy: JSON.stringify(FilterPolicy),
    FilterPolicyScope,
  });
  await topics.subscribe(topic, `end-${serial}`, raw);
  for (const { Message, MessageAttributes } of messages) await topics.publish(topic, Message, { MessageAttributes });
  for (let seen = 0; seen < messages.length; ) {
    seen += (await topics.queues.receive(end, { WaitTimeSeconds: 10 })).length;
  }
  return (await topics.queues.receive(url)).map(({ Body }) => Body).sort();
};

describe.each<[string, unknown, Record<string, Record<string, MessageAttributeValue>>, string[]]>([
  ['an exact text', { e: ['a', 'b'] }, { yes: { e: text('a') }, no: { e: text('A') }, none: {} }, ['yes']],
  [
    'an exact number',
    { n: [100] },
    { yes: { n: number(100.0) }, text: { n: text('100') }, no: { n: number(1) } },
    ['yes'],
  ],
  ['every key', { a: ['1'], b: ['2'] }, { yes: { a: text('1'), b: text('2') }, half: { a: text('1') } }, ['yes']],
  ['one value of an array', { e: ['a'] }, { yes: { e: array('x', 'a') }, no: { e: array('x') } }, ['yes']],
  [
    'true and null in an array',
    { e: [true, null] },
    { t: { e: array(true) }, n: { e: array(null) }, f: { e: array(false) } },
    ['n', 't'],
  ],
  ['a prefix', { e: [{ prefix: 'Order' }] }, { yes: { e: text('OrderX') }, no: { e: text('XOrder') } }, ['yes']],
  ['a suffix', { e: [{ suffix: 'ed' }] }, { yes: { e: text('Processed') }, no: { e: text('edX') } }, ['yes']],
  [
    'a text in any case',
    { e: [{ 'equals-ignore-case': 'aBc' }] },
    { yes: { e: text('AbC') }, no: { e: text('ab') } },
    ['yes'],
  ],
  [
    'anything but texts',
    { e: [{ 'anything-but': ['a', 'b'] }] },
    { yes: { e: text('c') }, no: { e: text('a') }, none: {} },
    ['yes'],
  ],
  ['anything but a number', { n: [{ 'anything-but': 5 }] }, { yes: { n: number(6) }, no: { n: number(5) } }, ['yes']],
  [
    'anything but a prefix',
    { e: [{ 'anything-but': { prefix: 'x-' } }] },
    { yes: { e: text('y-') }, no: { e: text('x-1') } },
    ['yes'],
  ],
  [
    'a number in a range',
    { n: [{ numeric: ['>', 0, '<=', 150] }] },
    { yes: { n: number(150) }, low: { n: number(0) }, high: { n: number(150.1) } },
    ['yes'],
  ],
  ['presence', { e: [{ exists: true }] }, { yes: { e: text('x') }, none: {} }, ['yes']],
  ['absence', { e: [{ exists: false }] }, { no: { e: text('x') }, none: {} }, ['none']],
  [
    'an address in a block',
    { ip: [{ cidr: '10.0.0.0/24' }] },
    { yes: { ip: text('10.0.0.255') }, no: { ip: text('10.0.1.0') }, bad: { ip: text('x') } },
    ['yes'],
  ],
  [
    'an address in a v6 block',
    { ip: [{ cidr: '2001:db8::/32' }] },
    { yes: { ip: text('2001:db8::1') }, v4: { ip: text('10.0.0.1') } },
    ['yes'],
  ],
  [
    'one of alternatives',
    { $or: [{ a: ['1'] }, { b: [{ numeric: ['<', 0] }] }], c: ['c'] },
    {
      first: { a: text('1'), c: text('c') },
      second: { b: number(-1), c: text('c') },
      neither: { c: text('c') },
      half: { a: text('1') },
    },
    ['first', 'second'],
  ],
  [
    'a hostile name',
    { ['__proto__']: ['x'], constructor: [{ exists: false }] },
    { yes: { ['__proto__']: text('x') }, no: { ['__proto__']: text('y') }, none: {} },
    ['yes'],
  ],
])('a policy on attributes that asks for %s', (_what, policy, published, expected) => {
  it(`lets ${expected.join(' and ')} pass`, async () => {
    const messages = Object.entries(published).map(([Message, MessageAttributes]) => ({ Message, MessageAttributes }));
    expect(await passing(policy, 'MessageAttributes', messages)).toEqual(expected);
  });
});

describe.each<[string, unknown, unknown[], unknown[]]>([
  [
    'a nested value',
    { order: { status: ['Processed'] } },
    [{ order: { status: 'Processed' } }, { order: { status: 'x' } }, { order: 1 }, {}],
    [{ order: { status: 'Processed' } }],
  ],
  [
    'both in one element of a list',
    { items: { p: ['Laptop'], q: [{ numeric: ['>', 1] }] } },
    [
      { items: [{ p: 'Laptop', q: 2 }] },
      {
        items: [
          { p: 'Laptop', q: 1 },
          { p: 'x', q: 2 },
        ],
      },
    ],
    [{ items: [{ p: 'Laptop', q: 2 }] }],
  ],
  ['a number, not a text', { n: [1] }, [{ n: 1 }, { n: '1' }], [{ n: 1 }]],
  ['null or absence', { a: [null, { exists: false }] }, [{ a: null }, {}, { a: 1 }], [{ a: null }, {}]],
  ['an inherited name', { toString: [{ exists: true }] }, [{}, { toString: 1 }], [{ toString: 1 }]],
  ['an object, not a list or a text', { a: [{ exists: false }] }, [{}, [], 'x'], [{}]],
])('a policy on the body that asks for %s', (_what, policy, bodies, expected) => {
  it('lets only that pass', async () => {
    const messages = bodies.map((body) => ({ Message: JSON.stringify(body) }));
    expect(await passing(policy, 'MessageBody', messages)).toEqual(expected.map((body) => JSON.stringify(body)).sort());
  });
});

describe.each<[string, string, string?]>([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['a value outside a list', '{"a":"b"}'],
  ['an empty list', '{"a":[]}'],
  ['an unknown operator', '{"a":[{"like":"x"}]}'],
  ['a malformed range', '{"a":[{"numeric":["~",1]}]}'],
  ['a malformed block', '{"a":[{"cidr":"10.0.0.0/99"}]}'],
  ['nesting on attributes', '{"a":{"b":["c"]}}'],
  ['six keys', JSON.stringify(Object.fromEntries([...'abcdef'].map((key) => [key, ['x']])))],
  ['more than 150 combinations', JSON.stringify({ a: Array(13).fill('x'), b: Array(12).fill('x') })],
])('a policy with %s', (_what, FilterPolicy) => {
  it('is refused', async () => {
    const topic = await topics.create('refusing');
    await topics.openQueue('refusing', topic);
    await expect(topics.subscribe(topic, 'refusing', { FilterPolicy })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/filter ?policy/i),
    });
  });
});
