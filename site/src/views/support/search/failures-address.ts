import { type FailuresQuery, failuresQuerySchema } from '../../../../../lambdas/core/contract/attention.ts';

/** The fields, in their order. */
export const FAILURE_FIELDS = ['status', 'machine', 'state', 'error'] as const;

/** What the form holds: text, empty where nothing is asked for. */
export type FailureFields = Record<(typeof FAILURE_FIELDS)[number], string>;

/** The fields that an address, or a form, names. */
export const failureFieldsOf = (given: Readonly<Record<string, string | undefined>>): FailureFields => ({
  status: given.status?.trim() ?? '',
  machine: given.machine?.trim() ?? '',
  state: given.state?.trim() ?? '',
  error: given.error?.trim() ?? '',
});

const givenOf = (fields: FailureFields): [string, string][] =>
  FAILURE_FIELDS.flatMap((name): [string, string][] => (fields[name] === '' ? [] : [[name, fields[name]]]));

/** The address of a search: the names of states and errors are nobody's own. */
export const failuresAddress = (fields: FailureFields): string => {
  const query = new URLSearchParams(givenOf(fields)).toString();
  return `/support/failures${query && `?${query}`}`;
};

/** What the API is asked for; what no form would send is left out. */
export const failuresQueryOf = (fields: FailureFields): FailuresQuery =>
  Object.fromEntries(
    givenOf(fields).filter(([name, value]) => failuresQuerySchema.safeParse({ [name]: value }).success),
  );
