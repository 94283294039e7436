import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../../src/services/events/pattern.ts';

const event = {
  source: 'aws.states',
  resources: ['arn:a', 'arn:b'],
  detail: { status: 'FAILED', count: 5, empty: null, nested: { name: 'Persist' }, list: [{ a: 1 }, { a: 2 }] },
};

describe('an event pattern', () => {
  it.each([
    ['one of several values', { detail: { status: ['TIMED_OUT', 'FAILED'] } }],
    ['a value within an array', { resources: ['arn:b'] }],
    ['null', { detail: { empty: [null] } }],
    ['a prefix', { source: [{ prefix: 'aws.' }] }],
    ['a suffix', { source: [{ suffix: 'states' }] }],
    ['anything but others', { detail: { status: [{ 'anything-but': ['RUNNING', 'SUCCEEDED'] }] } }],
    ['a number in a range', { detail: { count: [{ numeric: ['>', 0, '<=', 5] }] } }],
    ['a member that is there', { detail: { status: [{ exists: true }] } }],
    ['a member that is not there', { detail: { missing: [{ exists: false }] } }],
    ['a text in another case', { detail: { status: [{ 'equals-ignore-case': 'failed' }] } }],
    ['a wildcard', { source: [{ wildcard: 'aws.*tes' }] }],
    ['anything but a wildcard', { source: [{ 'anything-but': { wildcard: 'shop.*' } }] }],
    ['one of two alternatives', { $or: [{ source: ['x'] }, { detail: { status: ['FAILED'] } }] }],
    ['a nested member', { detail: { nested: { name: ['Persist'] } } }],
    ['an object within an array', { detail: { list: { a: [2] } } }],
  ])('matches %s', (_, pattern) => {
    expect(parsePattern(pattern)(event)).toBe(true);
  });

  it.each([
    ['another value', { detail: { status: ['SUCCEEDED'] } }],
    ['a member of the prototype', { detail: { constructor: [{ exists: true }] } }],
    ['a part where another part fails', { source: ['aws.states'], detail: { status: ['RUNNING'] } }],
    ['a wildcard of other text', { source: [{ wildcard: 'aws.*x' }] }],
    ['a full stop as any character', { source: [{ wildcard: 'awsxstates' }] }],
    ['what anything-but excludes', { detail: { status: [{ 'anything-but': 'FAILED' }] } }],
    ['a text as a number', { detail: { count: ['5'] } }],
  ])('does not match %s', (_, pattern) => {
    expect(parsePattern(pattern)(event)).toBe(false);
  });

  it.each([
    [{}],
    ['text'],
    [{ source: 'not an array' }],
    [{ source: [] }],
    [{ source: [{ unknown: 1 }] }],
    [{ source: [{ wildcard: 'a**b' }] }],
    [{ $or: [{ source: ['x'] }] }],
  ])('that is malformed is refused: %j', (pattern) => {
    expect(() => parsePattern(pattern)).toThrow(/Event pattern/);
  });
});
