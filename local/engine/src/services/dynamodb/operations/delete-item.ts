import type { TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import { metrics, onFailure, reported, returnValues, tableName } from '../requests/members.ts';
import { anything, checkRequest, needed, structure } from '../requests/shape.ts';
import { deleteAction } from '../writes/delete.ts';
import { writeOne } from '../writes/single-write.ts';

const shape = structure({
  ReturnConsumedCapacity: reported,
  TableName: needed(tableName),
  ReturnValues: returnValues,
  ReturnItemCollectionMetrics: metrics,
  Key: needed(anything),
  ReturnValuesOnConditionCheckFailure: onFailure,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteItem: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  const { ReturnValues } = request;
  const action = deleteAction(request.TableName, input);
  if (ReturnValues !== undefined && ReturnValues !== 'ALL_OLD' && ReturnValues !== 'NONE') {
    throw invalid('ReturnValues can only be ALL_OLD or NONE');
  }
  const { written, answer } = writeOne(context, action, request);
  return ReturnValues === 'ALL_OLD' && written.before ? { Attributes: written.before.item, ...answer } : answer;
};
