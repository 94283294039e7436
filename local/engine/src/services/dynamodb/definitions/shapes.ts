import { indexName, throughput } from '../requests/members.ts';
import { anything, type Checked, list, needed, structure, text, truth } from '../requests/shape.ts';

/** Attributes of keys with their types. */
export const attributeDefinitions = list(
  structure({
    AttributeName: needed(text({ min: 1, max: 255 })),
    AttributeType: needed(text({ oneOf: ['B', 'N', 'S'] })),
  }),
);

/** A hash key and, or without, a range key. */
export const keySchema = list(
  structure({ AttributeName: needed(text({ min: 1, max: 255 })), KeyType: needed(text({ oneOf: ['HASH', 'RANGE'] })) }),
  1,
  2,
);

const projection = structure({
  ProjectionType: text({ oneOf: ['ALL', 'INCLUDE', 'KEYS_ONLY'] }),
  NonKeyAttributes: list(text({ min: 1, max: 255 }), 1, 20),
});

/** An index, as a request defines it. */
export const indexDefinition = structure({
  IndexName: needed(indexName),
  KeySchema: needed(keySchema),
  Projection: needed(projection),
  ProvisionedThroughput: throughput,
});

/** An index of a request. */
export type RequestedIndex = Checked<typeof indexDefinition>;

export const billingMode = text({ oneOf: ['PROVISIONED', 'PAY_PER_REQUEST'] });

export const tags = list(structure({ Key: needed(text({ min: 1, max: 128 })), Value: needed(text({ max: 256 })) }));

/** A stream, which is not emulated. */
export const streamSpecification = structure({ StreamEnabled: needed(truth), StreamViewType: anything });
