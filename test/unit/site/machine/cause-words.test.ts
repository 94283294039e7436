import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functionNameIn, sayCause } from '../../../../site/src/machine/cause-words.ts';
import { sayFault } from '../../../../site/src/machine/execution-words.ts';

const ARN = 'arn:aws:lambda:eu-central-1:123456789012:function:Shop-dev-PersistOrderFunction1234-XyZ';
const thrown = (errorType: string, errorMessage: string): string =>
  JSON.stringify({ errorType, errorMessage, trace: [] });
const zodMessage = (schema: z.ZodType, value: unknown): string => schema.safeParse(value).error?.message ?? '';

describe('a cause in words', () => {
  const schema = z.object({ items: z.array(z.object({ quantity: z.int() })), customerName: z.string() });
  const input = { items: [{ quantity: 'two' }] };
  const cause = thrown('ZodError', zodMessage(schema, input));

  it('names the field, of what, and the function that found it wanting', () => {
    expect(sayFault({ error: 'ZodError', cause }, { input: JSON.stringify(input), functionName: 'PersistOrder' })).toBe(
      '“items[0].quantity” of its input is not valid, says PersistOrder: expected number, received string (and 1 more).',
    );
  });

  it('does not claim that a field is of the input where it is not', () => {
    expect(sayFault({ error: 'ZodError', cause }, { input: '{"product":"x"}' })).toBe(
      '“items[0].quantity” is not valid: expected number, received string (and 1 more).',
    );
  });

  it('says so when the whole is not valid', () => {
    expect(sayCause(thrown('ZodError', zodMessage(schema, 'text')), {})?.text).toMatch(
      /^what it was given is not valid: /,
    );
  });

  it('names a missing function and what was not allowed instead of ARNs', () => {
    const missing = `Function not found: ${ARN}:$LATEST (Service: Lambda, Status Code: 404, Request ID: 1)`;
    expect(sayFault({ error: 'Lambda.ResourceNotFoundException', cause: missing })).toBe(
      'Lambda.ResourceNotFoundException: Function not found: Shop-dev-PersistOrderFunction1234-XyZ.',
    );
    const denied = `User: arn:aws:sts::123456789012:assumed-role/Machine/Session is not authorized to perform: lambda:InvokeFunction on resource: ${ARN}`;
    expect(sayCause(denied, {})?.text).toBe(
      'User: Machine/Session is not authorized to perform: lambda:InvokeFunction on resource: Shop-dev-PersistOrderFunction1234-XyZ',
    );
  });

  it('is cut between words', () => {
    expect(sayCause('word '.repeat(100), {})?.text).toMatch(/ word…$/);
    expect(sayCause('x'.repeat(500), {})?.text).toHaveLength(221);
  });

  it('reads the function out of a call', () => {
    expect(functionNameIn(JSON.stringify({ FunctionName: `${ARN}:live` }))).toBe(
      'Shop-dev-PersistOrderFunction1234-XyZ',
    );
    expect(functionNameIn(JSON.stringify({ FunctionName: 'plain' }))).toBe('plain');
    expect([functionNameIn('no JSON'), functionNameIn(undefined), functionNameIn('[]')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
