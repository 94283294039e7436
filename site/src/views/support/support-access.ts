import type { Failure } from '../../api/answer.ts';

/** Whether the API does not let this person in. */
export const isForbidden = (failure: Failure | undefined): boolean =>
  failure?.kind === 'problem' && failure.problem.status === 403;
