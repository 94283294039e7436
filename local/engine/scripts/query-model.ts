import { writeFileSync } from 'node:fs';
import { NormalizedSchema } from '@smithy/core/schema';
import type { QueryMember, QueryModel, QueryShape, QueryStructure } from '../src/protocols/query-model.ts';

/** Writes what SQS needs to speak its query protocol, from the schemas that the SDK's client publishes:
 * `npm run query-model -w local-aws`. */
const target = new URL('../src/services/sqs/query-model.json', import.meta.url);

/** The query model of SQS, as it should be. */
export const sqsQueryModel = async (): Promise<Pick<QueryModel, 'operations' | 'errors'>> => {
  const published = Object.values((await import('@aws-sdk/client-sqs')) as object).filter(Array.isArray);
  const schemas = published.filter((value) => typeof value[0] === 'number');
  const operations = schemas
    .filter(([kind]) => kind === OPERATION)
    .map(([, , name, , input, output]) => [
      name as string,
      { input: structureOf(input()), ...(output() !== 'unit' && { output: structureOf(output()) }) },
    ]);
  const errors = schemas
    .filter(([kind, , , traits]) => kind === ERROR && traits.awsQueryError)
    .map(
      ([
        ,
        ,
        name,
        {
          awsQueryError: [code, status],
        },
      ]) => [name as string, { code, status }],
    );
  return { operations: sorted(operations), errors: sorted(errors) };
};

/** What the first item of a schema says that it is. */
const OPERATION = 9;
const ERROR = -3;

type Schema = Parameters<typeof NormalizedSchema.of>[0];

const sorted = <T>(entries: (readonly (string | T)[])[]): Record<string, T> =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));

const structureOf = (schema: Schema): QueryStructure => {
  const members: Record<string, QueryMember> = {};
  for (const [name, member] of NormalizedSchema.of(schema).structIterator()) {
    const { xmlName, xmlFlattened } = member.getMergedTraits();
    if ((member.isListSchema() || member.isMapSchema()) && !xmlFlattened) throw new Error(`${name} is not flattened`);
    members[name] = { shape: shapeOf(member), ...(typeof xmlName === 'string' && { name: xmlName }) };
  }
  return { members };
};

const shapeOf = (schema: NormalizedSchema): QueryShape => {
  if (schema.isStructSchema()) return structureOf(schema);
  if (schema.isListSchema()) return { list: shapeOf(schema.getValueSchema()) };
  if (schema.isMapSchema()) {
    const { xmlName: key } = schema.getKeySchema().getMergedTraits();
    const { xmlName: value } = schema.getValueSchema().getMergedTraits();
    return { map: shapeOf(schema.getValueSchema()), key: String(key ?? 'key'), value: String(value ?? 'value') };
  }
  if (schema.isStringSchema()) return 'text';
  if (schema.isNumericSchema()) return 'number';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isBlobSchema()) return 'blob';
  throw new Error(`The query protocol of SQS has no shape for ${schema.getName(true)}`);
};

if (import.meta.main) writeFileSync(target, `${JSON.stringify(await sqsQueryModel(), null, 2)}\n`);
