import { AwsError } from '../../aws-error.ts';
import { queryErrorCode } from './query-protocol.ts';

/** One entry of a batch that was refused. */
interface FailedEntry {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message: string;
}

/** What a batch operation answers. */
interface BatchResult<R> {
  readonly Successful: readonly R[];
  readonly Failed: readonly FailedEntry[];
}

/** Checks a batch as a whole: 1 to 10 entries with distinct, well-formed ids.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html */
export const checkBatch = (entries: readonly { readonly Id: string }[]): void => {
  if (entries.length === 0) {
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > 10) {
    const message = `Maximum number of entries per request are 10. You have sent ${entries.length}.`;
    throw new AwsError('TooManyEntriesInBatchRequest', message);
  }
  const seen = new Set<string>();
  for (const { Id } of entries) {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(Id)) {
      const message =
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.';
      throw new AwsError('InvalidBatchEntryId', message);
    }
    if (seen.has(Id)) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
};

/** Does something with each entry; an entry that throws an AwsError fails alone. */
export const eachEntry = <E extends { readonly Id: string }, R>(
  entries: readonly E[],
  work: (entry: E) => R,
): BatchResult<R> => {
  const Successful: R[] = [];
  const Failed: FailedEntry[] = [];
  for (const entry of entries) {
    try {
      Successful.push(work(entry));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({
        Id: entry.Id,
        SenderFault: error.status < 500,
        Code: queryErrorCode(error.code),
        Message: error.message,
      });
    }
  }
  return { Successful, Failed };
};
