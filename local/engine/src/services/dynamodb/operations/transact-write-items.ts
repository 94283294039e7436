import { hash } from 'node:crypto';
import { AwsError } from '../../../aws-error.ts';
import { consumedCapacity, readUnits, type Units, unitsByTable, unitsRead, unitsWrittenTogether } from '../capacity.ts';
import type { Context, TableOperation } from '../context.ts';
import { CONDITION_FAILED, EmptyKeyError, invalid } from '../errors.ts';
import { metrics, onFailure, reported, tableName } from '../requests/members.ts';
import { anything, checkRequest, list, needed, structure, text } from '../requests/shape.ts';
import type { Sized, Written } from '../storage/items.ts';
import { type Action, conditionHolds, itemBefore, type LocatedAction } from '../writes/action.ts';
import { checkAction, deleteAction } from '../writes/delete.ts';
import { putAction } from '../writes/put.ts';
import { countWrite } from '../writes/single-write.ts';
import { updateAction } from '../writes/update.ts';
import { textOfPlace } from './batch-get-item.ts';
import { cancelled, NO_REASON, type Reason } from './cancellation.ts';

const onKey = structure({
  Key: needed(anything),
  TableName: needed(tableName),
  ReturnValuesOnConditionCheckFailure: onFailure,
});
const shape = structure({
  ReturnConsumedCapacity: reported,
  ReturnItemCollectionMetrics: metrics,
  ClientRequestToken: text({ min: 1, max: 36 }),
  TransactItems: needed(
    list(
      structure({
        ConditionCheck: structure({
          Key: needed(anything),
          ConditionExpression: needed(text()),
          TableName: needed(tableName),
          ReturnValuesOnConditionCheckFailure: onFailure,
        }),
        Put: structure({
          Item: needed(anything),
          TableName: needed(tableName),
          ReturnValuesOnConditionCheckFailure: onFailure,
        }),
        Delete: onKey,
        Update: structure({
          Key: needed(anything),
          UpdateExpression: needed(text()),
          TableName: needed(tableName),
          ReturnValuesOnConditionCheckFailure: onFailure,
        }),
      }),
      1,
      100,
    ),
  ),
});

const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const transactWriteItems: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  const raw = input.TransactItems as readonly Raw[];
  const parts = request.TransactItems.map((part, index) => partOf(part, raw[index] ?? {}));
  const digest = hash('sha256', JSON.stringify(raw));
  const repeats =
    request.ClientRequestToken === undefined ? undefined : context.tokens.find(request.ClientRequestToken);
  if (repeats !== undefined && repeats !== digest) {
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'The client request token was used before, within ten minutes, with other parameters',
    );
  }
  const located = locateAll(context, parts);
  if (repeats !== undefined) return answer(rereadUnits(context, located), request.ReturnConsumedCapacity, 'Read');
  const written = context.engine.store.transaction(() => {
    const done = carryOut(context, parts, located);
    if (request.ClientRequestToken !== undefined) context.tokens.remember(request.ClientRequestToken, digest);
    return done;
  });
  const units = written.map((each) => countWrite(context, unitsWrittenTogether(each)));
  return answer(units, request.ReturnConsumedCapacity, 'Write');
};

type Raw = Readonly<Record<string, unknown>>;

/** One action of the transaction. */
interface Part {
  readonly action: Action;
  readonly showsItem: boolean;
}

const KINDS = {
  ConditionCheck: checkAction,
  Put: putAction,
  Delete: deleteAction,
  Update: updateAction,
} as const;

interface Member {
  readonly TableName: string;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

const partOf = (part: { readonly [K in keyof typeof KINDS]?: Member | undefined }, raw: Raw): Part => {
  const kinds = (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((kind) => part[kind]);
  const [kind] = kinds;
  const member = kind && part[kind];
  if (!kind || !member || kinds.length > 1) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return {
    action: KINDS[kind](member.TableName, raw[kind] as Raw),
    showsItem: member.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  };
};

/** Finds the items. Throws TransactionCanceledException where an action does not fit its table. */
const locateAll = ({ catalogue }: Context, parts: readonly Part[]): readonly LocatedAction[] => {
  const tables = parts.map(({ action }) => catalogue.get(action.tableName));
  const located: LocatedAction[] = [];
  const reasons = parts.map(({ action }, index) =>
    reasonOf(() => {
      const table = tables[index];
      if (table) located.push(action.on(table));
    }),
  );
  if (located.length < parts.length) throw cancelled(reasons);
  const distinct = new Set(located.map(({ table, place }) => `${table.name} ${textOfPlace(place)}`));
  if (distinct.size < located.length) {
    throw invalid('Transaction request cannot include multiple operations on one item');
  }
  return located;
};

/** What a refusal is, as a reason; a key without content refuses the request as a whole. */
const reasonOf = (work: () => void): Reason => {
  try {
    work();
    return NO_REASON;
  } catch (error) {
    if (error instanceof EmptyKeyError || !(error instanceof AwsError) || error.code !== 'ValidationException')
      throw error;
    return { Code: 'ValidationError', Message: error.message };
  }
};

/** Writes all or nothing. Throws TransactionCanceledException with what kept each action. */
const carryOut = (context: Context, parts: readonly Part[], located: readonly LocatedAction[]): readonly Written[] => {
  const outcomes = located.map((action, index) => {
    const before = itemBefore(context, action);
    if (!conditionHolds(action, before)) {
      const shown = parts[index]?.showsItem && before ? { Item: before.item } : {};
      return { before, reason: { Code: 'ConditionalCheckFailed', Message: CONDITION_FAILED, ...shown } };
    }
    let after: Sized | undefined;
    const reason = reasonOf(() => {
      after = action.after(before);
    });
    return { before, after, reason };
  });
  if (outcomes.some(({ reason }) => reason !== NO_REASON)) {
    for (const [index, { before }] of outcomes.entries()) {
      const table = located[index]?.table;
      if (table) countWrite(context, unitsWrittenTogether({ table, before, after: before }));
    }
    throw cancelled(outcomes.map(({ reason }) => reason));
  }
  const bytes = outcomes.reduce((sum, { before, after }) => sum + Math.max(before?.size ?? 0, after?.size ?? 0), 0);
  if (bytes > MAX_TRANSACTION_BYTES) throw invalid('The total size of items in the transaction exceeds 4 MB');
  return located.map(({ table, place, onlyChecks }, index) => {
    const { before, after } = outcomes[index] ?? {};
    return onlyChecks ? { table, before, after: before } : context.items.write(table, place, before, after);
  });
};

/** A repetition reads what the first has written. */
const rereadUnits = (context: Context, located: readonly LocatedAction[]): readonly Units[] =>
  located.map((action) => {
    const units = readUnits(itemBefore(context, action)?.size ?? 0, true) * 2;
    context.engine.count('dynamodb.rru', units);
    return unitsRead(action.table, units);
  });

const answer = (
  units: readonly Units[],
  wanted: 'INDEXES' | 'TOTAL' | 'NONE' | undefined,
  kind: 'Read' | 'Write',
): Record<string, unknown> => {
  const consumed = unitsByTable(units).map((each) => consumedCapacity(each, wanted, kind));
  return consumed[0] ? { ConsumedCapacity: consumed } : {};
};
