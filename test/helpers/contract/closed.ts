import type { ErrorObject } from 'ajv/dist/2020.js';

/** A JSON Schema, or a document of some. */
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same schemas, in which no object has members beyond those named: what readers are told to pass over is what the shop must not
 * send by mistake, such as the token of a waiting task. */
export const closed = <T>(schema: T): T => {
  if (Array.isArray(schema)) return schema.map(closed) as T;
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  const isOpen = schema.type === 'object' && isObject(schema.properties) && !('additionalProperties' in schema);
  return Object.fromEntries(isOpen ? [...entries, ['additionalProperties', false]] : entries);
};

/** What is wrong with a value, in words that also name the members that should not be there. */
export const sayFaults = (errors: readonly ErrorObject[] | null | undefined, value: string): string =>
  (errors ?? [])
    .map(({ instancePath, message, params }) => {
      const named = params.additionalProperty ?? params.allowedValues;
      return `${value}${instancePath} ${message}${named === undefined ? '' : `: ${named}`}`;
    })
    .join(', ');
