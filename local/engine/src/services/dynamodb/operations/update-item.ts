import type { TableOperation } from '../context.ts';
import { pick } from '../expressions/index.ts';
import { metrics, onFailure, reported, returnValues, tableName } from '../requests/members.ts';
import { anything, checkRequest, needed, structure } from '../requests/shape.ts';
import type { Written } from '../storage/items.ts';
import type { Item } from '../values/attribute-value.ts';
import { writeOne } from '../writes/single-write.ts';
import { type Applied, updateAction } from '../writes/update.ts';

const shape = structure({
  ReturnConsumedCapacity: reported,
  TableName: needed(tableName),
  ReturnItemCollectionMetrics: metrics,
  ReturnValues: returnValues,
  Key: needed(anything),
  ReturnValuesOnConditionCheckFailure: onFailure,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateItem: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  let applied: Applied | undefined;
  const action = updateAction(request.TableName, input, (result) => {
    applied = result;
  });
  const { written, answer } = writeOne(context, action, request);
  const Attributes = returned(request.ReturnValues, written, applied);
  return Attributes ? { Attributes, ...answer } : answer;
};

const returned = (wanted: string | undefined, { before, after }: Written, applied?: Applied): Item | undefined => {
  if (wanted === 'ALL_OLD') return before?.item;
  if (wanted === 'ALL_NEW') return after?.item;
  const whole = wanted === 'UPDATED_OLD' ? before : wanted === 'UPDATED_NEW' ? after : undefined;
  const some = whole && applied && pick(whole.item, applied.touched);
  return some && Object.keys(some).length > 0 ? some : undefined;
};
