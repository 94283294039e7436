import type { Context } from './context.ts';
import { OLDEST_EXPIRY_SECONDS } from './storage/rows.ts';
import type { Table } from './storage/table.ts';
import type { Item } from './values/attribute-value.ts';

/** How often expired items are looked for; DynamoDB takes up to days.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html */
const SWEEP_MS = 30_000;
/** How many items are deleted before other calls have their turn. */
const CHUNK = 200;

interface Row {
  readonly p: Uint8Array;
  readonly r: Uint8Array;
  readonly size: number;
  readonly item: string;
}

/** Deletes expired items from now on, at no write units; the function it gives ends that. */
export const startSweeping = (context: Context): (() => void) => {
  const { clock, log } = context.engine;
  const sweepAll = (): boolean => {
    try {
      return [...context.catalogue.all()].map((table) => sweepTable(context, table)).includes(true);
    } catch (error) {
      // Nobody waits for a sweep: the next one tries again, and a full disk has told the engine already.
      log('dynamodb', `expired items could not be deleted: ${error instanceof Error ? error.message : error}`);
      return false;
    }
  };
  const sweep = (): void => {
    cancel = clock.after(sweepAll() ? 0 : SWEEP_MS, sweep);
  };
  let cancel = clock.after(SWEEP_MS, sweep);
  return () => cancel();
};

/** Deletes a chunk of a table's expired items; true where there may be more. */
const sweepTable = ({ engine, items }: Context, table: Table): boolean => {
  if (table.definition.timeToLiveAttribute === undefined) return false;
  const now = Math.floor(engine.now() / 1000);
  const rows = engine.store.all<Row>(
    `SELECT p, r, size, item FROM ${table.rows} WHERE expires <= ? AND expires > ? LIMIT ${CHUNK}`,
    now,
    now - OLDEST_EXPIRY_SECONDS,
  );
  if (rows.length === 0) return false;
  engine.store.transaction(() => {
    for (const { p, r, size, item } of rows) {
      items.write(table, { partition: p, range: r }, { size, item: JSON.parse(item) as Item }, undefined);
    }
  });
  return rows.length === CHUNK;
};
