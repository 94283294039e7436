import type { TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import { metrics, onFailure, reported, returnValues, tableName } from '../requests/members.ts';
import { anything, checkRequest, needed, structure } from '../requests/shape.ts';
import { readItem } from '../values/read-value.ts';
import { putAction } from '../writes/put.ts';
import { writeOne } from '../writes/single-write.ts';

const shape = structure({
  ReturnConsumedCapacity: reported,
  TableName: needed(tableName),
  Item: needed(anything),
  ReturnValues: returnValues,
  ReturnItemCollectionMetrics: metrics,
  ReturnValuesOnConditionCheckFailure: onFailure,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putItem: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  const { ReturnValues } = request;
  if (ReturnValues !== undefined && ReturnValues !== 'ALL_OLD' && ReturnValues !== 'NONE') {
    // Of several mistakes, DynamoDB names one in a value first, and one in an expression last.
    readItem(request.Item);
    throw invalid('ReturnValues can only be ALL_OLD or NONE');
  }
  const action = putAction(request.TableName, input);
  const { written, answer } = writeOne(context, action, request);
  return ReturnValues === 'ALL_OLD' && written.before ? { Attributes: written.before.item, ...answer } : answer;
};
