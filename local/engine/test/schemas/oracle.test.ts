import { DescribeStacks$ } from '@aws-sdk/client-cloudformation';
import { DescribeExecution$, ExecutionDoesNotExist$ } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { errorLosses, lossesOf } from './oracle.ts';

type Schema = Parameters<typeof lossesOf>[2];
const answer = (body: string, status = 200) => ({ status, headers: {}, body: Buffer.from(body) });
const execution = { executionArn: 'a', stateMachineArn: 'm', status: 'RUNNING', startDate: 5 };
const describeExecution = (DescribeExecution$ as unknown as { 5: () => Schema })[5]();
const inJson = (wire: object, read: object = {}) =>
  lossesOf('json', 'DescribeExecution', describeExecution, answer(JSON.stringify({ ...execution, ...wire })), {
    ...execution,
    startDate: new Date(5000),
    ...wire,
    ...read,
  });

describe('the oracle, of an answer in JSON', () => {
  it('has nothing to say of what the model has', () => {
    expect(inJson({ name: 'n', inputDetails: { included: true } })).toEqual([]);
  });

  it.each([
    ['a member that the model has not', { strange: 1 }, {}, 'DescribeExecution.strange is not in the model'],
    [
      'a member within',
      { inputDetails: { strange: 1 } },
      {},
      'DescribeExecution.inputDetails.strange is not in the model',
    ],
    ['null', { name: null }, {}, 'DescribeExecution.name is null'],
    ['a number for a text', { name: 5 }, {}, 'DescribeExecution.name is a number, no string'],
    [
      'a text for a time',
      { startDate: '2026' },
      { startDate: new Date() },
      'DescribeExecution.startDate is a string, no number',
    ],
    ['what was not read', { name: 'n' }, { name: undefined }, 'DescribeExecution.name was lost'],
    ['what is always there', { status: undefined }, {}, 'DescribeExecution.status is missing'],
  ])('tells %s', (_what, wire, read, loss) => {
    expect(inJson(wire, read)).toEqual([loss]);
  });
});

describe('the oracle, of an answer in XML', () => {
  const stack = '<StackName>s</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime>';
  const inXml = (members: string, read: object = {}) =>
    lossesOf(
      'query',
      'DescribeStacks',
      (DescribeStacks$ as unknown as { 5: () => Schema })[5](),
      answer(
        `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>${stack}${members}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
      ),
      { Stacks: [{ StackName: 's', CreationTime: new Date(0), StackStatus: 'X', ...read }] },
    );

  it('has nothing to say of what the model has', () => {
    expect(inXml('<StackStatus>X</StackStatus>')).toEqual([]);
  });

  it.each([
    [
      'a member that the model has not',
      '<StackStatus>X</StackStatus><Strange>1</Strange>',
      'DescribeStacks.Stacks[0].Strange is not in the model',
    ],
    ['what is always there', '', 'DescribeStacks.Stacks[0].StackStatus is missing'],
  ])('tells %s', (_what, members, loss) => {
    expect(inXml(members)).toEqual([loss]);
  });
});

describe('the oracle, of an error', () => {
  const refusal = (body: object) =>
    errorLosses(
      'json',
      [ExecutionDoesNotExist$ as unknown as Schema],
      answer(JSON.stringify(body), 400),
      new Set(['ValidationException']),
    );

  it.each([
    [{ __type: 'ExecutionDoesNotExist', message: 'm' }, []],
    [{ __type: 'ValidationException', message: 'm' }, []],
    [{ __type: 'Strange', message: 'm' }, ['Strange is no error of the model']],
    [{ __type: 'ExecutionDoesNotExist', message: 'm', More: 1 }, ['ExecutionDoesNotExist has no member More']],
    [{ __type: 'ExecutionDoesNotExist' }, ['ExecutionDoesNotExist: no message']],
    [{ __type: 'ValidationException', message: '✖ x' }, ["ValidationException: a library's words: ✖ x"]],
  ])('%j', (body, losses) => {
    expect(refusal(body)).toEqual(losses);
  });
});
