import type { ErrorObject } from 'ajv';
import { own } from '../../kit/own.ts';

const quoted = (values: readonly unknown[]): string => `[${values.map((value) => JSON.stringify(value)).join(',')}]`;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

const shorten = (value: unknown): string => {
  const text = String(value);
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
};

const lengthOf = (value: unknown): number =>
  typeof value === 'string' ? [...value].length : (value as unknown[]).length;

const wordings: Readonly<Record<string, (error: ErrorObject) => string>> = {
  required: ({ schema, data }) => {
    const missing = (schema as string[]).filter((name) => !Object.hasOwn(data as object, name)).toSorted();
    return `object has missing required properties (${quoted(missing)})`;
  },
  additionalProperties: ({ params }) =>
    `object instance has properties which are not allowed by the schema: ${quoted([shorten(params.additionalProperty)])}`,
  type: ({ schema, data }) =>
    `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${quoted([schema].flat())})`,
  enum: ({ schema, data }) =>
    `instance value (${shorten(JSON.stringify(data))}) not found in enum (possible values: ${quoted(schema as unknown[])})`,
  minLength: ({ schema, data }) =>
    `string "${shorten(data)}" is too short (length: ${lengthOf(data)}, required minimum: ${schema})`,
  maxLength: ({ schema, data }) =>
    `string "${shorten(data)}" is too long (length: ${lengthOf(data)}, maximum allowed: ${schema})`,
  pattern: ({ schema, data }) => `ECMA 262 regex "${schema}" does not match input string "${shorten(data)}"`,
  minimum: ({ schema, data }) =>
    `numeric instance is lower than the required minimum (minimum: ${schema}, found: ${shorten(data)})`,
  maximum: ({ schema, data }) =>
    `numeric instance is greater than the required maximum (maximum: ${schema}, found: ${shorten(data)})`,
  anyOf: ({ schema }) => `instance failed to match at least one required schema among ${(schema as unknown[]).length}`,
  oneOf: ({ schema, params }) => {
    const matched = Array.isArray(params.passingSchemas) ? params.passingSchemas.length : 0;
    return `instance failed to match exactly one schema (matched ${matched} out of ${(schema as unknown[]).length})`;
  },
  minItems: ({ schema, data }) =>
    `array is too short: must have at least ${schema} elements but instance has ${lengthOf(data)} elements`,
  maxItems: ({ schema, data }) =>
    `array is too long: must have at most ${schema} elements but instance has ${lengthOf(data)} elements`,
};

/** A validator's finding in the words of API Gateway's own validator (which is the Java library json-schema-validator), with
 * the place it is at. */
export const validationMessage = (error: ErrorObject): string => {
  const text = own(wordings, error.keyword)?.(error) ?? `instance ${error.message ?? 'is not valid'}`;
  return `[${text}]`;
};
