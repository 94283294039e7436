import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws-error.ts';
import { own } from '../../../kit/own.ts';
import type { Failure } from '../failure.ts';
import type { ServiceResource } from './resource.ts';

interface ErrorNames {
  /** Before the dot of an error's name. */
  readonly prefix: string;
  /** As the SDK names the service in a message. */
  readonly service: string;
  /** The name of every error that the service's API does not model, AccessDenied among them. */
  readonly general: string;
  /** Error codes that the API models, by the name of their exception where it is another. */
  readonly modelled: Readonly<Record<string, string>>;
}

const same = (...codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.map((code) => [code, code]));

/** The names under which Step Functions reports the errors of each service, as seen in recorded executions. */
const names: Readonly<Record<ServiceResource['service'], ErrorNames>> = {
  lambda: {
    prefix: 'Lambda',
    service: 'AWSLambda',
    general: 'AWSLambdaException',
    modelled: same(
      'InvalidParameterValueException',
      'InvalidRequestContentException',
      'RequestTooLargeException',
      'ResourceConflictException',
      'ResourceNotFoundException',
      'ResourceNotReadyException',
      'ServiceException',
      'TooManyRequestsException',
    ),
  },
  dynamodb: {
    prefix: 'DynamoDB',
    service: 'AmazonDynamoDBv2',
    general: 'AmazonDynamoDBException',
    modelled: {
      ...same(
        'ConditionalCheckFailedException',
        'ItemCollectionSizeLimitExceededException',
        'ProvisionedThroughputExceededException',
        'ResourceNotFoundException',
        'TransactionConflictException',
      ),
      InternalServerError: 'InternalServerErrorException',
      RequestLimitExceeded: 'RequestLimitExceededException',
    },
  },
  sns: {
    prefix: 'SNS',
    service: 'AmazonSNS',
    general: 'AmazonSNSException',
    modelled: {
      AuthorizationError: 'AuthorizationErrorException',
      InternalError: 'InternalErrorException',
      InvalidParameter: 'InvalidParameterException',
      ParameterValueInvalid: 'InvalidParameterValueException',
      NotFound: 'NotFoundException',
    },
  },
  sqs: {
    prefix: 'SQS',
    service: 'AmazonSQS',
    general: 'AmazonSQSException',
    modelled: {
      InvalidMessageContents: 'InvalidMessageContentsException',
      QueueDoesNotExist: 'QueueDoesNotExistException',
      'AWS.SimpleQueueService.NonExistentQueue': 'QueueDoesNotExistException',
      UnsupportedOperation: 'UnsupportedOperationException',
    },
  },
};

/** A service's refusal as the failure of a task: `Lambda.TooManyRequestsException`, with the SDK's message as its cause. */
export const serviceFailure = (service: ServiceResource['service'], error: unknown): Failure => {
  const { prefix, service: sdkName, general, modelled } = names[service];
  if (!(error instanceof AwsError)) {
    return { error: `${prefix}.SdkClientException`, cause: error instanceof Error ? error.message : String(error) };
  }
  const { code, message, status } = error;
  return {
    error: `${prefix}.${own(modelled, code) ?? general}`,
    cause: `${message} (Service: ${sdkName}; Status Code: ${status}; Error Code: ${code}; Request ID: ${randomUUID()}; Proxy: null)`,
  };
};
