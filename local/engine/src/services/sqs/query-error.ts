import { own } from '../../kit/own.ts';

/** The code that SQS had under its old query protocol, which boto3 and the CLI still show: AWS sends it along as the header
 * `x-amzn-query-error`. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#x-amzn-query-error */
export const queryErrorCode = (code: string): string =>
  own(oldNames, code) ?? (PREFIXED.has(code) ? `${PREFIX}${code}` : code);

const PREFIX = 'AWS.SimpleQueueService.';
const PREFIXED: ReadonlySet<string> = new Set([
  'BatchEntryIdsNotDistinct',
  'BatchRequestTooLong',
  'EmptyBatchRequest',
  'InvalidBatchEntryId',
  'MessageNotInflight',
  'PurgeQueueInProgress',
  'QueueDeletedRecently',
  'TooManyEntriesInBatchRequest',
  'UnsupportedOperation',
]);
const oldNames: Readonly<Record<string, string>> = {
  QueueDoesNotExist: `${PREFIX}NonExistentQueue`,
  QueueNameExists: 'QueueAlreadyExists',
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
};
