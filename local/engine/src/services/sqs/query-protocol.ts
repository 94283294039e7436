import { own } from '../../kit/own.ts';
import type { QueryModel } from '../../protocols/query-model.ts';
import published from './query-model.json' with { type: 'json' };

/** How SQS speaks its old query protocol, as the SDK's schemas tell (scripts/query-model.ts). */
export const sqsQueryModel: QueryModel = {
  namespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
  pathMember: 'QueueUrl',
  operations: published.operations as QueryModel['operations'],
  errors: published.errors,
};

/** The code that SQS had under its old query protocol, which boto3 and the CLI still show: AWS sends it along as the header
 * `x-amzn-query-error`. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#x-amzn-query-error */
export const queryErrorCode = (code: string): string =>
  own<{ readonly code: string }>(sqsQueryModel.errors, code)?.code ?? own(UNPUBLISHED, code) ?? code;

/** Of errors that every service has, and its schemas therefore not. */
const UNPUBLISHED: Readonly<Record<string, string>> = {
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
};
