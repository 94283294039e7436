import { randomUUID } from 'node:crypto';
import { createHttpClient } from './http-client.ts';

/** Has a delivery come in before many orders go out, as support would enter it: what is sold out would measure something else. */
export const stockUp = async (apiUrl: string, supportToken: string, product: string, units: number): Promise<void> => {
  const http = createHttpClient(1);
  const headers = {
    authorization: `Bearer ${supportToken}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const body = JSON.stringify({ change: 'add', units, revision: 0 });
  const answer = await http.send('POST', `${apiUrl}support/products/${product}/stock`, headers, body);
  http.close();
  if (answer.status !== 200) throw new Error(`the delivery was answered ${answer.status}: ${answer.body}`);
};
