import { invalid } from '../errors.ts';
import { plainName } from '../requests/members.ts';

/** What the operations on tables say of a name before anything else. Throws ValidationException. */
export const checkTableName = (name: unknown, member = 'TableName'): void => {
  if (name === undefined || name === null) {
    throw invalid(`The parameter '${member}' is required but was not present in the request`);
  }
  if (typeof name !== 'string') return;
  const { length } = plainName(name);
  if (length < 3 || length > 255) {
    throw invalid(`${member} must be at least 3 characters long and at most 255 characters long`);
  }
};
