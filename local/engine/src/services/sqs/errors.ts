import { AwsError } from '../../aws-error.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html */
export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

/** A number outside the range that a parameter allows. */
const outOfRange = (name: string, value: unknown, low: number, high: number): AwsError =>
  invalidParameter(
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${low} and ${high}, if provided.`,
  );

export const missingParameter = (name: string): AwsError =>
  new AwsError('MissingRequiredParameterException', `The request must contain the parameter ${name}.`);

export const queueDoesNotExist = (): AwsError =>
  new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');

export const invalidAttributeName = (name: string): AwsError =>
  new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);

export const invalidAttributeValue = (name: string, reason = ''): AwsError =>
  new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.${reason && ` Reason: ${reason}`}`);

export const invalidReceiptHandle = (handle: string): AwsError =>
  new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);

export const unsupported = (message: string): AwsError => new AwsError('UnsupportedOperation', message);

export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message, 404);

/** Refuses an integer outside its range; undefined passes. */
export const checkRange = (name: string, value: number | undefined, low: number, high: number): void => {
  if (value !== undefined && (!Number.isInteger(value) || value < low || value > high)) {
    throw outOfRange(name, value, low, high);
  }
};
