import type { Deployed } from '../deployed.ts';
import { type Finding, fault, ok, warning } from '../finding.ts';
import type { Ports } from '../ports.ts';

/** Whether CloudFront lets the account have distributions, which shows only where it has one, and the names are free. */
export const checkCloudFront = async (
  { distributions }: Pick<Ports, 'distributions'>,
  aliases: readonly string[],
  deployed: Deployed,
): Promise<Finding> => {
  const all = await distributions.all();
  for (const { id, aliases: taken } of all) {
    const name = taken.find((alias) => aliases.includes(alias));
    if (name === undefined || (await deployed.owns('AWS::CloudFront::Distribution', id))) continue;
    return fault(`the distribution ${id} answers to ${name} already`, `take the name from it: CloudFront > ${id}`);
  }
  if (all.length > 0) return ok(`the account has distributions already (${all.length})`);
  return warning(
    'the account has no distribution yet, and whether it may have one cannot be known: some new accounts "must be ' +
      'verified before you can add new CloudFront resources"',
    'if the deployment fails with these words, open a case with AWS Support (account and billing), then deploy again',
  );
};
