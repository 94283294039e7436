import { consumedCapacity, type Reported, totalUnits, type Units, unitsWritten, writeUnits } from '../capacity.ts';
import type { Context } from '../context.ts';
import { conditionFailed } from '../errors.ts';
import type { Written } from '../storage/items.ts';
import { type Action, conditionHolds, itemBefore } from './action.ts';

/** What PutItem, UpdateItem and DeleteItem have in common. */
interface Wishes {
  readonly ReturnConsumedCapacity?: Reported;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

/** Carries one write out, and counts it. Throws ConditionalCheckFailedException, ValidationException. */
export const writeOne = (
  context: Context,
  action: Action,
  wishes: Wishes,
): { readonly written: Written; readonly answer: Record<string, unknown> } => {
  const located = action.on(context.catalogue.get(action.tableName));
  const before = itemBefore(context, located);
  if (!conditionHolds(located, before)) {
    // A write whose condition fails is billed as well, for the table alone.
    context.engine.count('dynamodb.wru', writeUnits(before?.size ?? 0));
    throw conditionFailed(wishes.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? before?.item : undefined);
  }
  const written = context.items.write(located.table, located.place, before, located.after(before));
  const units = countWrite(context, unitsWritten(written));
  const ConsumedCapacity = consumedCapacity(units, wishes.ReturnConsumedCapacity);
  return { written, answer: ConsumedCapacity ? { ConsumedCapacity } : {} };
};

/** Counts write units. */
export const countWrite = ({ engine }: Context, units: Units): Units => {
  engine.count('dynamodb.wru', totalUnits(units));
  return units;
};
