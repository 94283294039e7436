import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TablesPort } from '../ports.ts';
import { absentIf, asking, named } from './asking.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const createTables = (client: DynamoDBClient): TablesPort => ({
  table: (TableName) =>
    asking('dynamodb:DescribeTable', async () => {
      const answer = client.send(new DescribeTableCommand({ TableName }));
      const found = (await absentIf(answer, named('ResourceNotFoundException')))?.Table;
      return (
        found && {
          key: (found.KeySchema ?? []).map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`),
          items: found.ItemCount ?? 0,
        }
      );
    }),
});
