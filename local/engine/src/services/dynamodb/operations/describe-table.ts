import type { TableOperation } from '../context.ts';
import { describeTable as description } from '../definitions/describe.ts';
import { tableName } from '../requests/members.ts';
import { checkRequest, needed, structure } from '../requests/shape.ts';
import { checkTableName } from './table-name.ts';

const shape = structure({ TableName: needed(tableName) });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable: TableOperation = ({ catalogue, engine }, input) => {
  checkTableName(input.TableName);
  const { TableName } = checkRequest(shape, input);
  return { Table: description(engine, catalogue.describe(TableName)) };
};
