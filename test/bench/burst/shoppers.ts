import { randomUUID } from 'node:crypto';
import { createHttpClient } from '../http-client.ts';
import { type BurstShop, sleep } from './scenario.ts';

/** How shoppers come. */
export interface Arrivals {
  readonly orders: number;
  /** Evenly spread. */
  readonly perSecond: number;
}

/** What sending came to. */
export interface Sent {
  readonly orderIds: readonly string[];
  /** Answers of 429. */
  readonly turnedAway: number;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;

/** Sends one order for each of many shoppers, each at its own time, whatever became of the others'. Who is turned away comes
 * again with the same Idempotency-Key, after the second that Retry-After says, then twice as long each time, with jitter: as the
 * site does. */
export const sendShoppers = async (
  { engine, tokenOf }: BurstShop,
  { orders, perSecond }: Arrivals,
  bodyOf: (index: number) => string,
): Promise<Sent> => {
  const http = createHttpClient(256);
  let turnedAway = 0;

  const shop = async (index: number): Promise<string> => {
    const body = bodyOf(index);
    const same = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    await sleep((index / perSecond) * 1000);
    for (let attempt = 0; ; attempt += 1) {
      const headers = { ...same, authorization: `Bearer ${await tokenOf('shopper@example.com')}` };
      const answer = await http.send('POST', `${engine.outputs.ApiUrl}orders`, headers, body);
      if (answer.status === 202) return (JSON.parse(answer.body) as { orderId: string }).orderId;
      if (answer.status !== 429) throw new Error(`an order was answered ${answer.status}: ${answer.body}`);
      turnedAway += 1;
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
      await sleep(wait * (0.5 + Math.random()));
    }
  };
  const orderIds = await Promise.all(Array.from({ length: orders }, (_, index) => shop(index)));
  http.close();
  return { orderIds, turnedAway };
};
