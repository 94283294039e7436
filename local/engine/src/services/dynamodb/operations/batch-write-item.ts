import { AwsError } from '../../../aws-error.ts';
import { consumedCapacity, unitsByTable, unitsWritten } from '../capacity.ts';
import type { TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import { metrics, plainName, reported } from '../requests/members.ts';
import { anything, checkRequest, list, mapOf, needed, structure } from '../requests/shape.ts';
import type { Table } from '../storage/table.ts';
import { type Action, itemBefore, type LocatedAction } from '../writes/action.ts';
import { deleteAction } from '../writes/delete.ts';
import { putAction } from '../writes/put.ts';
import { countWrite } from '../writes/single-write.ts';
import { textOfPlace } from './batch-get-item.ts';

const writeRequest = structure({
  PutRequest: structure({ Item: needed(anything) }),
  DeleteRequest: structure({ Key: needed(anything) }),
});
const shape = structure({
  ReturnConsumedCapacity: reported,
  ReturnItemCollectionMetrics: metrics,
  RequestItems: needed(mapOf(list(writeRequest, 1, 25), 1)),
});

const MAX_WRITES = 25;
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export const batchWriteItem: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  for (const write of Object.values(request.RequestItems).flat()) refuseAmbiguous(write);
  const actions = Object.entries(request.RequestItems).flatMap(([name, writes]) =>
    writes.map((write) => actionOf(plainName(name), write)),
  );
  if (actions.length > MAX_WRITES) throw invalid('Too many items requested for the BatchWriteItem call');
  const places = new Set<string>();
  const located = actions.map((action) => {
    const found = locate(action, context.catalogue.get(action.tableName));
    const place = `${found.table.name} ${textOfPlace(found.place)}`;
    if (places.has(place)) throw invalid('Provided list of item keys contains duplicates');
    places.add(place);
    return found;
  });
  const written = context.engine.store.transaction(() => {
    const all = located.map((action) => {
      const before = itemBefore(context, action);
      return context.items.write(action.table, action.place, before, action.after(before));
    });
    if (all.reduce((sum, { after }) => sum + (after?.size ?? 0), 0) <= MAX_REQUEST_BYTES) return all;
    throw invalid('The size of the request exceeds 16 MB');
  });
  const units = unitsByTable(written.map((each) => countWrite(context, unitsWritten(each))));
  const consumed = units.map((each) => consumedCapacity(each, request.ReturnConsumedCapacity));
  return { UnprocessedItems: {}, ...(consumed[0] && { ConsumedCapacity: consumed }) };
};

/** Of an item without the table's key, a batch says what else is said of a key alone. */
const locate = (action: Action, table: Table): LocatedAction => {
  try {
    return action.on(table);
  } catch (error) {
    if (!(error instanceof AwsError) || !/Missing the key|Type mismatch for key/.test(error.message)) throw error;
    throw invalid('The provided key element does not match the schema');
  }
};

interface WriteRequest {
  readonly PutRequest?: { Item: unknown } | undefined;
  readonly DeleteRequest?: { Key: unknown } | undefined;
}

const refuseAmbiguous = ({ PutRequest, DeleteRequest }: WriteRequest): void => {
  if ((PutRequest === undefined) !== (DeleteRequest === undefined)) return;
  throw invalid(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );
};

const actionOf = (tableName: string, { PutRequest, DeleteRequest }: WriteRequest): Action =>
  PutRequest ? putAction(tableName, PutRequest) : deleteAction(tableName, DeleteRequest ?? {});
