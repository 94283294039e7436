import { NotAsked } from '../not-asked.ts';
import type { Action } from '../permissions.ts';

/** A member that the answer must have. Throws NotAsked where it lacks it: nothing is assumed in its place. */
export const given = <T>(action: Action, value: T | undefined): T => {
  if (value === undefined) throw new NotAsked('refused', `${action}: the answer lacks what was asked for`);
  return value;
};
