import { integer, type Shape, structure, text } from './shape.ts';

const NAME_PATTERN = '[a-zA-Z0-9_.-]+';

/** The API takes a table's ARN wherever it takes a name. */
export const plainName = (name: string): string =>
  name.startsWith('arn:') ? name.slice(name.lastIndexOf('/') + 1) : name;

const nameText = text({ pattern: NAME_PATTERN, min: 3, max: 255 });

/** A table's name, or its ARN, of which the name is taken. */
export const tableName: Shape<string> = {
  needed: false,
  check: (value, path, faults) => nameText.check(typeof value === 'string' ? plainName(value) : value, path, faults),
};

/** An index's name. */
export const indexName = nameText;

export const reported = text({ oneOf: ['INDEXES', 'TOTAL', 'NONE'] }) as Shape<'INDEXES' | 'TOTAL' | 'NONE'>;
export const metrics = text({ oneOf: ['SIZE', 'NONE'] });
export const returnValues = text({ oneOf: ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'] });
export const onFailure = text({ oneOf: ['ALL_OLD', 'NONE'] });

const units = integer(1);
/** Provisioned capacity. */
export const throughput = structure({
  WriteCapacityUnits: { ...units, needed: true as const },
  ReadCapacityUnits: { ...units, needed: true as const },
});
