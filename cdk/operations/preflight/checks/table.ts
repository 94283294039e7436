import type { Deployed } from '../deployed.ts';
import { type Finding, fault, ok, warning } from '../finding.ts';
import type { NamedTable } from '../needs/needs.ts';
import type { Ports } from '../ports.ts';

/** Whether a table's fixed name is free, or taken by a table that CloudFormation can take up. */
export const checkTable = async (
  { tables }: Pick<Ports, 'tables'>,
  { name, key, isImportable }: NamedTable,
  deployed: Deployed,
): Promise<Finding> => {
  const found = await tables.table(name);
  if (found === undefined) return ok(`no table ${name} yet`);
  if (await deployed.owns('AWS::DynamoDB::Table', name)) return ok(`${name} is this stack's own`);
  const there = `there is a table ${name} (about ${found.items} records) that this stack did not make`;
  if (found.key.join() !== key.join()) {
    return fault(`${there}, with another key (${found.key.join(', ')})`, 'rename one of the two, or deploy elsewhere');
  }
  return isImportable
    ? warning(
        `${there}: left by a first deployment that failed, or by a destroyed stack`,
        'take it up: npx cdk deploy ... --import-existing-resources (docs/operations.md)',
      )
    : fault(there, `if nobody needs what it holds: aws dynamodb delete-table --table-name ${name}`);
};
