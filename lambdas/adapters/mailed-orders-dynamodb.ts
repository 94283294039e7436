import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MailedOrders } from '../core/order/ports.ts';
import { type ReportUnreadable, UnreadableItem } from '../core/shared/unreadable-item.ts';
import { mailsFrom, mailsOf } from './mail-items.ts';
import { mailsOfBefore } from './mails-of-before.ts';
import { ordersOf } from './order-items.ts';
import { readEach, readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** Orders with the mails about them, in the tables Orders and Confirmations; both are asked at once. A mail whose item cannot be
 * read is reported and left out. */
export const createMailedOrders = (
  client: DynamoDBDocumentClient,
  tables: { orders: string; confirmations: string },
  report: ReportUnreadable,
): MailedOrders => ({
  find: async (orderId) => {
    const get = new GetCommand({ TableName: tables.orders, Key: { orderId }, ConsistentRead: true });
    const query = new QueryCommand({
      TableName: tables.confirmations,
      KeyConditionExpression: 'orderId = :orderId',
      ExpressionAttributeValues: { ':orderId': orderId },
      ConsistentRead: true,
    });
    const [{ Item }, { Items = [] }] = await translatingTemporary(Promise.all([client.send(get), client.send(query)]));
    if (Item === undefined) return undefined;
    const record = readOne(ordersOf(tables.orders), Item);
    const items = readEach(mailsOf(tables.confirmations), Items, report).flatMap((item) =>
      item instanceof UnreadableItem ? [] : [item],
    );
    return { record, mails: mailsFrom(items, mailsOfBefore(Item)) };
  },
});
