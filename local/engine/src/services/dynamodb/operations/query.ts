import type { TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import { checkKeyCondition, type Expressions } from '../expressions/index.ts';
import { inRange, type KeyRange, keyRange } from '../reads/key-range.ts';
import { answerPage } from '../reads/page.ts';
import { type Source, sourceOf } from '../reads/source.ts';
import { positionOf, readStartKey } from '../reads/start-key.ts';
import { viewOf } from '../reads/view.ts';
import { expressionsOf, refusePathsIntoKeys } from '../requests/expressions.ts';
import { checkKeyPiece } from '../requests/keys.ts';
import { indexName, reported, tableName } from '../requests/members.ts';
import { anything, checkRequest, integer, needed, structure, text, truth } from '../requests/shape.ts';
import type { Position } from '../storage/walk.ts';
import { encodeKey, partitionOf } from '../values/key-encoding.ts';

const shape = structure({
  Select: text({ oneOf: ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'] }),
  IndexName: indexName,
  ReturnConsumedCapacity: reported,
  TableName: needed(tableName),
  ScanIndexForward: truth,
  ConsistentRead: truth,
  Limit: integer(1),
  ExclusiveStartKey: anything,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  const startKey = readStartKey(request.ExclusiveStartKey);
  const valuesFit = input.FilterExpression !== undefined || input.ExpressionAttributeValues === undefined;
  if ((input.KeyConditionExpression ?? undefined) === undefined && valuesFit) {
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  }
  const expressions = expressionsOf(input, ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression']);
  const source = sourceOf(context.catalogue.get(request.TableName), request);
  const after = startKey && positionOf(source.table, source.index, startKey, 'Query');
  const asked = partitionAsked(source, expressions);
  if (after) checkStart(after, asked);
  refusePathsIntoKeys(source.table, expressions, ['ProjectionExpression']);
  refuseKeyFilters(source, expressions);
  refusePathsIntoKeys(source.table, expressions, ['FilterExpression']);
  const view = viewOf(request, expressions, source.index, 'Querying');
  const walk = { ...source, ...asked, backward: request.ScanIndexForward === false, after };
  return answerPage(context, walk, view, expressions.filter, request);
};

interface Asked extends KeyRange {
  readonly partition: Uint8Array;
}

const partitionAsked = ({ keys }: Source, { keyCondition = [] }: Expressions): Asked => {
  const { hash, range } = keys;
  const asked = checkKeyCondition(keyCondition, {
    hash: hash.name,
    range: range?.name,
    types: { [hash.name]: hash.type, ...(range && { [range.name]: range.type }) },
  });
  checkKeyPiece(hash, asked.hash, true);
  if (range && asked.range) for (const value of asked.range.values) checkKeyPiece(range, value, false);
  return { partition: partitionOf(encodeKey(asked.hash)), ...(asked.range && keyRange(asked.range)) };
};

const checkStart = ({ place }: Position, { partition, low, high }: Asked): void => {
  const samePartition = Buffer.compare(place.partition, partition) === 0;
  if (!low && !high) {
    if (samePartition) return;
    throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  }
  if (!inRange({ low, high }, place.range)) {
    throw invalid('The provided starting key does not match the range key predicate');
  }
  if (!samePartition) throw invalid('The query can return at most one row and cannot be restarted');
};

const refuseKeyFilters = ({ keys }: Source, expressions: Expressions): void => {
  const named = expressions.topLevel('FilterExpression');
  for (const key of [keys.hash, keys.range]) {
    if (key && named.has(key.name)) {
      throw invalid(
        `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`,
      );
    }
  }
};
