import { isDeepStrictEqual } from 'node:util';
import { pause, systemClock } from '../../../../src/kit/clock.ts';
import type { Json } from '../light-dynamodb.ts';
import { sameAnswer } from './compare.ts';
import { createTableInput, ON_DEMAND, PROVISIONED, TABLE_NAME, type TableShape } from './generate/tables.ts';
import { KNOWN_DIFFERENCES, UNFIT_ITEM } from './known-differences.ts';
import { orderOf, type Reading, readAll, readSegments, sumOf } from './reading.ts';
import { type Answer, FORGET, type Request, type Side } from './sides.ts';
import type { Tally } from './tally.ts';

/** A table and what is done with it. */
export interface Session {
  readonly table: TableShape;
  readonly requests: readonly Request[];
}

/** A request that the two answered differently, and no known difference explains. */
export interface Difference {
  readonly request: Request;
  readonly ours: unknown;
  readonly theirs: unknown;
}

const CHANGING: ReadonlySet<string> = new Set([
  ...['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'CreateTable', 'UpdateTable', 'DeleteTable'],
]);
const ABOUT_TABLES: ReadonlySet<string> = new Set(['CreateTable', 'UpdateTable', 'DeleteTable']);

/** Runs a session on ours and on a new dynalite. After a write that only one of them took, even if that is known, the rest would
 * compare nothing: it ends there. Gives the first difference. */
export const runSession = async (
  sides: Sides,
  { table, requests }: Session,
  tally: Tally,
): Promise<Difference | undefined> => {
  const both: Both = { ...sides, table, tally, indexed: table.indexes.length > 0 };
  try {
    const all = [{ operation: 'CreateTable', input: createTableInput(table) }, ...requests, ...wholeOf(table)];
    for (const request of all) {
      const outcome = await compared(both, request);
      if (outcome === 'known' && CHANGING.has(request.operation)) return undefined;
      if (typeof outcome === 'object') return outcome;
    }
    return undefined;
  } finally {
    await forget(sides.ours);
    await sides.theirs.send(FORGET);
  }
};

/** The two that are compared. */
export interface Sides {
  readonly ours: Side;
  readonly theirs: Side;
}
interface Both extends Sides {
  readonly table: TableShape;
  readonly tally: Tally;
  /** Whether the table has, or has had, an index. */
  indexed: boolean;
}
type Outcome = 'same' | 'known' | Difference;

/** At the end, tables and indexes hold the same. */
const wholeOf = ({ name, indexes }: TableShape): Request[] =>
  [undefined, ...indexes].map((index) => ({
    operation: 'Scan',
    input: { TableName: name, ...(index && { IndexName: index.name }) },
  }));

const compared = async (both: Both, request: Request): Promise<Outcome> => {
  const reads = request.operation === 'Query' || request.operation === 'Scan';
  return reads ? comparedReads(both, request) : comparedAnswers(both, request);
};

const comparedAnswers = async (both: Both, request: Request): Promise<Outcome> => {
  if (request.operation === 'UpdateTable') return comparedUpdates(both, request);
  const [ours, theirs] = await Promise.all([both.ours.send(request), both.theirs.send(request)]);
  return comparedPair(both, request, ours, theirs);
};

/** dynalite adds and deletes no index: where ours does, dynalite's table is made anew, with the same items. */
const comparedUpdates = async (both: Both, request: Request): Promise<Outcome> => {
  const ours = await both.ours.send(request);
  const updates = (request.input.GlobalSecondaryIndexUpdates ?? []) as Json[];
  if (ours.code !== undefined || !updates.some(({ Create, Delete }) => Create ?? Delete)) {
    return comparedPair(both, request, ours, await both.theirs.send(request));
  }
  both.indexed = true;
  const described = await settled(both.ours, request);
  return comparedPair(both, request, ours, await rebuilt(both.theirs, described));
};

const comparedPair = async (both: Both, request: Request, ours: Answer, theirs: Answer): Promise<Outcome> => {
  both.tally.count(request.operation, ours);
  if (ABOUT_TABLES.has(request.operation) && ours.code === undefined && theirs.code === undefined) {
    const [mine, other] = await Promise.all([settled(both.ours, request), settled(both.theirs, request)]);
    return sameAnswer(mine, other) ? 'same' : judged(both, request, mine, other);
  }
  if (!sameAnswer(ours, theirs)) return judged(both, request, ours, theirs);
  return 'same';
};

/** A Query of the table has one order, and its pages are compared one by one; of what else is read, all pages together. */
const comparedReads = async (both: Both, request: Request): Promise<Outcome> => {
  const parallel = Number(request.input.TotalSegments ?? 1) > 1;
  const read = async (side: Side): Promise<Reading> => {
    const first = await readAll(side, request);
    return parallel && 'pages' in first && request.input.ExclusiveStartKey === undefined
      ? readSegments(side, request)
      : first;
  };
  const [ours, theirs] = await Promise.all([read(both.ours), read(both.theirs)]);
  if ('refusal' in ours || 'refusal' in theirs) {
    const [mine, other] = [answerOf(ours), answerOf(theirs)];
    both.tally.count(request.operation, mine);
    return sameAnswer(mine, other) ? 'same' : judged(both, request, mine, other);
  }
  both.tally.count(request.operation, { output: {} });
  return samePages(both.table, request, ours.pages, theirs.pages)
    ? 'same'
    : judged(both, request, { output: { pages: ours.pages } }, { output: { pages: theirs.pages } });
};

const answerOf = (reading: Reading): Answer =>
  'refusal' in reading ? reading.refusal : { output: { pages: reading.pages } };

const samePages = (
  table: TableShape,
  { operation, input }: Request,
  ours: readonly Json[],
  theirs: readonly Json[],
): boolean => {
  if (operation === 'Query' && input.IndexName === undefined)
    return sameAnswer({ output: { ours } }, { output: { ours: theirs } });
  // Where an arbitrary key starts, each side's own order decides what comes after it.
  if (input.ExclusiveStartKey !== undefined) return true;
  if (!isDeepStrictEqual(sumOf(ours), sumOf(theirs))) return false;
  const range = table.indexes.find(({ name }) => name === input.IndexName)?.range;
  return operation === 'Scan' || range === undefined || isDeepStrictEqual(orderOf(ours, range), orderOf(theirs, range));
};

const judged = ({ table, tally, indexed }: Both, request: Request, ours: Answer, theirs: Answer): Outcome => {
  const known = KNOWN_DIFFERENCES.find((candidate) => candidate.applies({ request, ours, theirs, table, indexed }));
  if (!known) return { request, ours, theirs };
  tally.known(known.name);
  return known.sameState ? 'same' : 'known';
};

/** Tables take a moment to be made, changed or deleted: what they are said to be after that. */
const settled = async (side: Side, { input }: Request): Promise<Answer> => {
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    const answer = await side.send({ operation: 'DescribeTable', input: { TableName: input.TableName } });
    if (answer.code !== undefined) return answer;
    const table = answer.output.Table as { TableStatus: string; GlobalSecondaryIndexes?: { IndexStatus: string }[] };
    const indexes = table.GlobalSecondaryIndexes ?? [];
    if ([table.TableStatus, ...indexes.map(({ IndexStatus }) => IndexStatus)].every((status) => status === 'ACTIVE'))
      return answer;
    await pause(systemClock, 1);
  }
  throw new Error(`table ${input.TableName} never becomes ACTIVE`);
};

const forget = async (side: Side): Promise<void> => {
  for (const TableName of [TABLE_NAME, 'Table-B']) {
    const request = { operation: 'DeleteTable', input: { TableName } };
    if ((await side.send(request)).code === undefined) await settled(side, request);
  }
};

/** Makes a table of dynalite's anew as `described`, and puts its items back. */
const rebuilt = async (side: Side, described: Answer): Promise<Answer> => {
  const { TableName, KeySchema, AttributeDefinitions, ...table } = (
    described.code === undefined ? described.output.Table : {}
  ) as Json;
  const reading = await readAll(side, { operation: 'Scan', input: { TableName } });
  const billing = table.BillingModeSummary ? ON_DEMAND : PROVISIONED;
  const indexes = (list: unknown, throughput: Json): Json[] =>
    ((list ?? []) as Json[]).map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
      ...throughput,
    }));
  const global = indexes(table.GlobalSecondaryIndexes, billing === PROVISIONED ? PROVISIONED : {});
  const local = indexes(table.LocalSecondaryIndexes, {});
  const input = {
    ...{ TableName, KeySchema, AttributeDefinitions, ...billing },
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
  };
  for (const request of [
    { operation: 'DeleteTable', input: { TableName } },
    { operation: 'CreateTable', input },
  ]) {
    const answer = await side.send(request);
    if (answer.code !== undefined) return answer;
    await settled(side, request);
  }
  for (const Item of 'pages' in reading ? reading.pages.flatMap((page) => page.Items as Json[]) : []) {
    const answer = await side.send({ operation: 'PutItem', input: { TableName, Item } });
    if (answer.code !== undefined) return { code: UNFIT_ITEM, message: answer.message };
  }
  return { output: {} };
};
