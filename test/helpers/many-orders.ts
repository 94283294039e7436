import { createHash } from 'node:crypto';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { decodeJwt } from 'jose';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An order id in its form, made of a text. */
const orderIdOf = (text: string): string => {
  const bytes = createHash('sha256').update(text).digest();
  const characters = Array.from({ length: 16 }, (_, index) => ALPHABET[(bytes[index] ?? 0) % 32]).join('');
  return (characters.match(/.{4}/g) ?? []).join('-');
};

/** Writes processed orders of a token's owner straight into the table, one a second up to the year's end. */
export const writeOrders = async (
  tables: DynamoDBDocumentClient,
  table: string,
  token: string,
  count: number,
): Promise<void> => {
  const { sub = '', email } = decodeJwt<{ email: string }>(token);
  const record = (index: number): Record<string, unknown> => ({
    orderId: orderIdOf(`${sub}/${index}`),
    customerId: sub,
    customerName: 'John Doe',
    email,
    product: 'Laptop',
    quantity: 1,
    items: [{ product: 'Laptop', name: 'Laptop', quantity: 1, unitPriceCents: 100 }],
    totalCents: 100,
    currency: 'EUR',
    status: 'Processed',
    timestamp: new Date(Date.UTC(2025, 0, 1) + index * 1000).toISOString().replace('.000', ''),
    processedAt: '2025-01-02T00:00:00Z',
  });
  for (let first = 0; first < count; first += 25) {
    const size = Math.min(25, count - first);
    const requests = Array.from({ length: size }, (_, index) => ({ PutRequest: { Item: record(first + index) } }));
    await tables.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  }
};
