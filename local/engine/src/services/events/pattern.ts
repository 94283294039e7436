import { AwsError } from '../../aws-error.ts';
import { patternCondition } from '../../kit/conditions.ts';
import { matchesObject, type PatternLanguage, readPattern } from '../../kit/pattern.ts';

/** An event pattern, read. Throws InvalidEventPatternException.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
export const parsePattern = (value: unknown): ((event: unknown) => boolean) => {
  const pattern = readPattern(value, LANGUAGE);
  if (Object.keys(value as object).length === 0) throw LANGUAGE.refuse('Empty event pattern is not allowed');
  return (event) => matchesObject(pattern, event);
};

const LANGUAGE: PatternLanguage = {
  condition: patternCondition,
  dotted: true,
  refuse: (reason) => new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`),
};
