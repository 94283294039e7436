import { AwsError } from '../../../aws-error.ts';

/** The members of requests that hold expressions. */
export type ExpressionMember =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';

/** The parameters that came before expressions, and what took their place. */
const LEGACY: Readonly<Record<string, string>> = {
  Expected: 'ConditionExpression',
  AttributeUpdates: 'UpdateExpression',
  KeyConditions: 'KeyConditionExpression',
  QueryFilter: 'FilterExpression',
  ScanFilter: 'FilterExpression',
  AttributesToGet: 'ProjectionExpression',
  ConditionalOperator: 'AND or OR in an expression',
};

/** DynamoDB's own order of them in messages. */
const VALUE_MEMBERS: readonly ExpressionMember[] = [
  'UpdateExpression',
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
];

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

const isGiven = (request: Readonly<Record<string, unknown>>, member: string): boolean =>
  request[member] !== undefined && request[member] !== null;

/** Throws a ValidationException for a legacy parameter, which the engine does not emulate, and for placeholders without an expression.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html */
export const checkParameters = (
  request: Readonly<Record<string, unknown>>,
  wanted: readonly ExpressionMember[],
): void => {
  const legacy = Object.keys(LEGACY).find((member) => isGiven(request, member));
  if (legacy !== undefined) {
    throw invalid(`The legacy parameter ${legacy} is not emulated: use ${LEGACY[legacy]} in its place`);
  }
  const given = wanted.filter((member) => isGiven(request, member));
  if (isGiven(request, 'ExpressionAttributeNames') && given.length === 0) {
    throw invalid('ExpressionAttributeNames can only be specified when using expressions');
  }
  const withValues = VALUE_MEMBERS.filter((member) => wanted.includes(member));
  if (!isGiven(request, 'ExpressionAttributeValues') || withValues.some((member) => given.includes(member))) return;
  if (withValues.length === 0) return;
  throw invalid(
    'ExpressionAttributeValues can only be specified when using expressions: ' +
      `${withValues.join(' and ')} ${withValues.length > 1 ? 'are' : 'is'} null`,
  );
};
