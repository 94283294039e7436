import type { Deployed } from '../deployed.ts';
import { type Finding, fault, ok } from '../finding.ts';
import { NotAsked } from '../not-asked.ts';
import type { Ports } from '../ports.ts';

/** Whether the address of the sign-in pages is free. */
export const checkLoginDomain = async (
  { logins }: Pick<Ports, 'logins'>,
  domain: string | undefined,
  deployed: Deployed,
): Promise<Finding> => {
  if (domain === undefined) throw new NotAsked('unknown', 'the prefix has the account in it, which is not known');
  const pool = await logins.poolOfDomain(domain);
  // Accounts of a region share the prefixes, and this one may not see another's.
  if (pool === undefined) return ok(`no user pool that this account can see has ${domain}`);
  if (await deployed.owns('AWS::Cognito::UserPoolDomain', domain)) return ok(`${domain} is this stack's own`);
  return fault(
    `the user pool ${pool} has ${domain} already`,
    `if nobody signs in there: aws cognito-idp delete-user-pool-domain --domain ${domain} --user-pool-id ${pool}`,
  );
};
