import { AwsError } from '../../aws-error.ts';
import type { Item } from './values/attribute-value.ts';

/** A request that DynamoDB refuses. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

/** As `invalid`, in the words that most refusals begin with. */
export const invalidParameter = (message: string): AwsError =>
  invalid(`One or more parameter values were invalid: ${message}`);

export const CONDITION_FAILED = 'The conditional request failed';

/** A condition that does not hold, with the item where the request wants it. */
export const conditionFailed = (item: Item | undefined): AwsError =>
  new AwsError('ConditionalCheckFailedException', CONDITION_FAILED, 400, item && { Item: item });

/** A key without content, which a transaction refuses as a whole where it refuses other keys one by one. */
export class EmptyKeyError extends AwsError {
  constructor(type: 'S' | 'B', where: string, subject = '') {
    super(
      'ValidationException',
      `One or more parameter values are not valid. ${subject}The AttributeValue for a key attribute cannot contain an empty ${type === 'S' ? 'string' : 'binary'} value. ${where}`,
    );
  }
}
