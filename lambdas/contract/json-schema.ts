import * as z from 'zod';
import type { NamedSchema } from './route-contract.ts';

/** A JSON Schema of draft 2020-12, which is the dialect of OpenAPI 3.1. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What is sent to the API, or what it sends. */
export type Direction = 'input' | 'output';

type Override = NonNullable<z.core.ToJSONSchemaParams['override']>;

/** Zod closes every object that it gives. Readers are to pass over members that they do not know, so only strict ones stay so. */
const openUnlessStrict: Override = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod;
  const isStrict = def.type === 'object' && def.catchall?._zod.def.type === 'never';
  if (jsonSchema.additionalProperties === false && !isStrict) delete jsonSchema.additionalProperties;
  // The limits of an exact integer in JavaScript say nothing of the contract.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
};

/** The JSON Schema of one zod schema. */
export const toJsonSchema = (schema: z.ZodType, io: Direction): JsonSchema =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', io, override: openUnlessStrict });

/** The component that a name refers to. */
export const referTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The JSON Schemas of what is named, in the order of the names; one in another is a reference. Throws where a name stands for
 * two schemas. */
export const toComponents = (all: readonly NamedSchema[], io: Direction): Record<string, JsonSchema> => {
  const registry = z.registry<{ id: string }>();
  const known = new Map<string, z.ZodType>();
  for (const { name, schema } of all) {
    if ((known.get(name) ?? schema) !== schema) throw new Error(`${name} names two schemas`);
    known.set(name, schema);
    registry.add(schema, { id: name });
  }
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    io,
    uri: (name) => referTo(name).$ref,
    override: openUnlessStrict,
  });
  const names = Object.keys(schemas).toSorted();
  return Object.fromEntries(
    names.map((name) => {
      const { $schema: _dialect, $id: _reference, ...schema } = schemas[name] ?? {};
      return [name, schema];
    }),
  );
};
