import type { Context } from '../context.ts';
import type { Sized } from '../storage/items.ts';
import type { Place } from '../storage/rows.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';

/** One write of a request, whose values and expressions are checked, before its table is known. */
export interface Action {
  readonly tableName: string;
  /** Throws ValidationException where the request does not fit the table. */
  on(table: Table): LocatedAction;
}

/** A write whose item is found. */
export interface LocatedAction {
  readonly table: Table;
  readonly place: Place;
  /** What the request demands of the item as it is. */
  readonly condition?: ((item: Item) => boolean) | undefined;
  /** A condition alone, which writes nothing. */
  readonly onlyChecks?: boolean;
  /** The item as it is to be; undefined where there is to be none. Throws ValidationException. */
  after(before: Sized | undefined): Sized | undefined;
}

const NO_ITEM: Item = Object.freeze(Object.create(null) as Item);

/** Whether an action's condition holds. */
export const conditionHolds = ({ condition }: LocatedAction, before: Sized | undefined): boolean =>
  condition === undefined || condition(before?.item ?? NO_ITEM);

/** The item that an action meets. */
export const itemBefore = ({ items }: Context, { table, place }: LocatedAction): Sized | undefined =>
  items.get(table, place);
