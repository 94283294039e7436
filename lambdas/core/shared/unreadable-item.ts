import { OwnError } from './own-error.ts';

/** Which item of which table, and what is wrong with it, without its values. */
interface Unreadable {
  table: string;
  key: string;
  reason: string;
  /** Whose it is, where that much can be read. */
  customerId?: string | undefined;
}

/** A stored item is not what the product writes: somebody has to mend it. */
export class UnreadableItem extends OwnError {
  override readonly name = 'UnreadableItem';
  readonly table: string;
  readonly key: string;
  readonly customerId: string | undefined;

  constructor({ table, key, reason, customerId }: Unreadable) {
    super(`the item ${key} of ${table} cannot be read: ${reason}`);
    this.table = table;
    this.key = key;
    this.customerId = customerId;
  }
}

/** Told of each item that a list leaves out. */
export type ReportUnreadable = (item: UnreadableItem) => void;
