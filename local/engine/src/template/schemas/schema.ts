/** What CloudFormation's schema of a resource type says of its properties: JSON schema of draft 7, of which only what refuses is
 * written here. Members that the engine checks otherwise need no entry.
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html */
interface TypeSchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
  readonly [keyword: string]: unknown;
}

/** By the name of the type. */
export type TypeSchemas = Readonly<Record<string, TypeSchema>>;

/** Text of at most this many characters, and where given of this pattern. */
export const text = (maxLength: number, pattern?: string): object => ({
  ...{ type: 'string', maxLength },
  ...(pattern !== undefined && { pattern }),
});

/** One of these. */
export const oneOf = (...values: readonly (string | number)[]): object => ({ enum: values });

/** A whole number between two bounds, which are among them. */
export const between = (minimum: number, maximum: number): object => ({ type: 'integer', minimum, maximum });

/** A list whose items are of this schema. */
export const list = (items: object, more: object = {}): object => ({ type: 'array', items, ...more });

/** An object with these members, and perhaps others. */
export const members = (properties: Readonly<Record<string, object>>, more: object = {}): object => ({
  ...{ type: 'object', properties },
  ...more,
});

/** An ARN of any service, or of one. */
export const arn = (service = '[a-z0-9-]+'): object => ({ type: 'string', pattern: `^arn:aws[a-z-]*:${service}:` });
