import type { TableOperation } from '../context.ts';
import { describeTable } from '../definitions/describe.ts';
import { invalid } from '../errors.ts';
import { tableName } from '../requests/members.ts';
import { checkRequest, needed, structure } from '../requests/shape.ts';
import { checkTableName } from './table-name.ts';

const shape = structure({ TableName: needed(tableName) });

/** The table is gone at once, although the answer says DELETING as DynamoDB's does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable: TableOperation = ({ catalogue, engine, settings }, input) => {
  checkTableName(input.TableName);
  const { TableName } = checkRequest(shape, input);
  const table = catalogue.describe(TableName);
  if (table.definition.deletionProtection) {
    throw invalid(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  const TableDescription = describeTable(engine, table, 'DELETING');
  catalogue.drop(table);
  settings.delete(table.name);
  return { TableDescription };
};
