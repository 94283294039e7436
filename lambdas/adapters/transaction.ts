import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { TemporarilyUnavailable } from '../core/shared/temporarily-unavailable.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** The writes of a transaction. */
export type Writes = NonNullable<TransactWriteCommandInput['TransactItems']>;

const CONDITION = 'ConditionalCheckFailed';

/** Reasons that pass by themselves.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** How often a write is tried whose items others write at the same moment. */
const MAX_ATTEMPTS = 5;

/** Before the second attempt at most; each later one waits up to twice as long, by chance, so that rivals part ways. All of it
 * takes less than a second, and is worth it: the workflow's own next try costs a call and another second. */
const FIRST_DELAY_MS = 50;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One attempt: the indexes of the writes whose conditions do not hold, or what passes by itself. */
const attempt = async (
  client: DynamoDBDocumentClient,
  TransactItems: Writes,
): Promise<Set<number> | TemporarilyUnavailable> => {
  try {
    await translatingTemporary(client.send(new TransactWriteCommand({ TransactItems })));
    return new Set();
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
    const failed = codes.flatMap((code, index) => (code === CONDITION ? [index] : []));
    if (failed.length > 0) return new Set(failed);
    const passing = codes.find((code) => PASSING.has(code));
    if (passing === undefined) throw error;
    return new TemporarilyUnavailable(passing, { cause: error });
  }
};

/** Writes all or nothing. Gives the indexes of the writes whose conditions do not hold, none where all is written; the SDK gives
 * each command a token of its own, so that its second attempt after a lost answer writes nothing twice. Throws
 * TemporarilyUnavailable where others go on writing the same items. */
export const transact = async (client: DynamoDBDocumentClient, writes: Writes): Promise<ReadonlySet<number>> => {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(client, writes);
    if (!(outcome instanceof TemporarilyUnavailable)) return outcome;
    if (tries === MAX_ATTEMPTS) throw outcome;
    await sleep(Math.random() * FIRST_DELAY_MS * 2 ** (tries - 1));
  }
};
