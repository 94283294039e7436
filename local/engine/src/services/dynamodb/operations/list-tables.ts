import type { TableOperation } from '../context.ts';
import { tableName } from '../requests/members.ts';
import { checkRequest, integer, structure } from '../requests/shape.ts';

const shape = structure({ Limit: integer(1, 100), ExclusiveStartTableName: tableName });

const DEFAULT_LIMIT = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables: TableOperation = ({ catalogue }, input) => {
  const { Limit = DEFAULT_LIMIT, ExclusiveStartTableName: start } = checkRequest(shape, input);
  const names = catalogue.names().filter((name) => start === undefined || name > start);
  const TableNames = names.slice(0, Limit);
  return { TableNames, ...(names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
};
