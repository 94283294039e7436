import { createHash } from 'node:crypto';
import { ERASED_DOMAIN } from '../../../lambdas/core/contract/erased.ts';

/** Addresses are told apart as the table's index `byEmail` does: without spaces around them, in lower case. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

/** Who an erased person is from now on. */
export interface Pseudonym {
  readonly name: string;
  /** At a domain that can never exist (RFC 2606): a record must have an address, and nobody may ever get its mails. */
  readonly email: string;
}

const ID_LENGTH = 12;

/** The pseudonym of a customer id. It is derived, so that a run that is repeated and two runs at once write the same; and
 * from the customer id alone, a random number of Cognito's that the record keeps in any case: nothing of the person is
 * in it. */
export const pseudonymOf = (customerId: string): Pseudonym => {
  const id = createHash('sha256').update(`erased:${customerId}`).digest('hex').slice(0, ID_LENGTH);
  return { name: `erased-${id}`, email: `erased-${id}@${ERASED_DOMAIN}` };
};
