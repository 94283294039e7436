import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { invalidInput } from '../src/invalid-input.ts';
import type { AwsService } from '../src/service.ts';

const schema = z.object({
  TableName: z.string().min(3).max(5).optional(),
  Entries: z
    .array(z.object({ Id: z.string(), Kind: z.enum(['A', 'B']).optional() }))
    .min(1)
    .optional(),
  Limit: z.number().int().min(1).max(10).optional(),
  Name: z
    .string()
    .regex(/^[a-z]+$/)
    .optional(),
  Flag: z.boolean().optional(),
  Flow: z.enum(['A'], 'only A is emulated').optional(),
  Tags: z.record(z.string(), z.string()).optional(),
  Either: z.union([z.string().min(2), z.number()]).optional(),
  Needed: z.string(),
});

const refusal = (input: object, service: Partial<AwsService> = {}) => {
  const given = { Needed: 'x', ...input };
  const { error } = schema.safeParse(given);
  if (!error) throw new Error('the input is valid');
  return invalidInput({ name: 'x', protocol: 'json', operations: {}, ...service }, error, given);
};

describe('an input that breaks a constraint is refused in the words of AWS', () => {
  it.each([
    [{ Needed: undefined }, "Value null at 'needed' failed to satisfy constraint: Member must not be null"],
    [
      { TableName: 'ab' },
      "Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    ],
    [
      { TableName: 'abcdef' },
      "Value 'abcdef' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 5",
    ],
    [
      { Entries: [] },
      "Value '[]' at 'entries' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { Entries: [{ Id: 'a' }, {}] },
      "Value null at 'entries.2.member.id' failed to satisfy constraint: Member must not be null",
    ],
    [
      { Entries: [{ Id: 'a', Kind: 'C' }] },
      "Value 'C' at 'entries.1.member.kind' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
    ],
    [
      { Limit: 0 },
      "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { Limit: 11 },
      "Value '11' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10",
    ],
    [
      { Name: 'A1' },
      "Value 'A1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
    ],
    [{ Flow: 'B' }, "Value 'B' at 'flow' failed to satisfy constraint: only A is emulated"],
    [
      { Either: 'a' },
      "Value 'a' at 'either' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
  ])('%j', (input, fault) => {
    expect(refusal(input)).toMatchObject({
      code: 'ValidationException',
      message: `1 validation error detected: ${fault}`,
    });
  });

  it('tells several at once, with the code of its service', () => {
    const error = refusal({ TableName: 'a', Limit: 0 }, { invalidInputCode: 'InvalidParameterException' });
    expect(error.code).toBe('InvalidParameterException');
    expect(error.message).toMatch(/^2 validation errors detected: Value 'a' at 'tableName' .*; Value '0' at 'limit' /);
  });
});

describe('an input of a wrong type is refused as what cannot be read', () => {
  it.each([
    [{ TableName: 5 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ TableName: [] }, 'Start of list found where not expected'],
    [{ TableName: {} }, 'Start of structure or map found where not expected.'],
    [{ Limit: 'x' }, 'STRING_VALUE can not be converted to an Integer'],
    [{ Limit: 1.5 }, 'DECIMAL_VALUE can not be converted to an Integer'],
    [{ Flag: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
    [{ Tags: true }, 'TRUE_VALUE can not be converted to a Map'],
    [{ Entries: [5] }, 'NUMBER_VALUE can not be converted to a Structure'],
  ])('%j', (input, message) => {
    expect(refusal(input)).toMatchObject({ code: 'SerializationException', message });
  });
});
