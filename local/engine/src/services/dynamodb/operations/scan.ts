import type { TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import { answerPage } from '../reads/page.ts';
import { sourceOf } from '../reads/source.ts';
import { positionOf, readStartKey } from '../reads/start-key.ts';
import { viewOf } from '../reads/view.ts';
import { expressionsOf, refusePathsIntoKeys } from '../requests/expressions.ts';
import { indexName, reported, tableName } from '../requests/members.ts';
import { anything, checkRequest, integer, needed, structure, text, truth } from '../requests/shape.ts';
import type { Position } from '../storage/walk.ts';
import { POSITION_BYTES } from '../values/key-encoding.ts';

const shape = structure({
  Select: text({ oneOf: ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'] }),
  IndexName: indexName,
  TotalSegments: integer(1, 1_000_000),
  ReturnConsumedCapacity: reported,
  TableName: needed(tableName),
  Segment: integer(0, 999_999),
  ConsistentRead: truth,
  Limit: integer(1),
  ExclusiveStartKey: anything,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scan: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  const startKey = readStartKey(request.ExclusiveStartKey);
  const part = segmentOf(request.Segment, request.TotalSegments);
  const expressions = expressionsOf(input, ['ProjectionExpression', 'FilterExpression']);
  const source = sourceOf(context.catalogue.get(request.TableName), request);
  const after = startKey && positionOf(source.table, source.index, startKey, 'Scan');
  const view = viewOf(request, expressions, source.index, 'Scanning');
  if (after) checkSegment(after, part, request);
  refusePathsIntoKeys(source.table, expressions, ['ProjectionExpression', 'FilterExpression']);
  return answerPage(context, { ...source, ...part, after }, view, expressions.filter, request);
};

/** The partitions of a parallel scan's segment. */
interface Part {
  readonly first?: Uint8Array | undefined;
  readonly last?: Uint8Array | undefined;
}

const segmentOf = (segment: number | undefined, total: number | undefined): Part => {
  if (total === undefined) {
    if (segment === undefined) return {};
    throw invalid(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  }
  if (segment === undefined) {
    throw invalid(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    );
  }
  if (segment >= total) {
    throw invalid(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  }
  return { first: border(segment, total), last: border(segment + 1, total) };
};

/** Where a segment begins; none where it is an end of all. */
const border = (segment: number, total: number): Uint8Array | undefined => {
  if (segment === 0 || segment === total) return undefined;
  const bytes = Buffer.alloc(POSITION_BYTES);
  bytes.writeUInt32BE(Math.ceil((2 ** (8 * POSITION_BYTES) * segment) / total));
  return bytes;
};

const checkSegment = (
  { place: { partition } }: Position,
  { first, last }: Part,
  { Segment, TotalSegments }: { readonly Segment?: number | undefined; readonly TotalSegments?: number | undefined },
): void => {
  if ((!first || Buffer.compare(partition, first) >= 0) && (!last || Buffer.compare(partition, last) < 0)) return;
  throw invalid(
    `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${TotalSegments} Segment: ${Segment}`,
  );
};
