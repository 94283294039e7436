import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { storedActSchema } from '../acts.ts';
import type { Acts } from '../ports.ts';
import { clausesOf } from './update-clauses.ts';

/** The acts in the table Activity, whose partition is the order's id. */
export const createActs = (client: DynamoDBDocumentClient, tableName: string): Acts => ({
  of: async (orderId) => {
    const query = {
      TableName: tableName,
      KeyConditionExpression: 'orderId = :orderId',
      ExpressionAttributeValues: { ':orderId': orderId },
      ConsistentRead: true,
    };
    const acts = [];
    for await (const { Items = [] } of paginateQuery({ client }, query)) {
      acts.push(...Items.map((item) => storedActSchema.parse(item)));
    }
    return acts;
  },
  erase: async ({ orderId, position }, erasure) => {
    const { expression, names, values } = clausesOf(erasure);
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { orderId, position },
      UpdateExpression: expression,
      ConditionExpression: 'attribute_exists(orderId)',
      ExpressionAttributeNames: names,
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    });
    try {
      await client.send(update);
    } catch (error) {
      // Somebody has deleted it: nothing of it is left.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});
