import { AwsError } from '../../aws-error.ts';

/** https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html */
export const invalidParameter = (reason: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);

export const invalidValue = (message: string): AwsError => new AwsError('ParameterValueInvalid', message);

export const topicNotFound = (): AwsError => new AwsError('NotFound', 'Topic does not exist', 404);

export const subscriptionNotFound = (): AwsError => new AwsError('NotFound', 'Subscription does not exist', 404);
