import type { RunningEngine } from 'local-aws';

/** A shop that a burst comes to. */
export interface BurstShop {
  readonly engine: RunningEngine;
  /** An ID token of a ready-made person, good for some minutes. */
  readonly tokenOf: (email: string) => Promise<string>;
}

/** What is ordered in a burst, and what people do about it. */
export interface Scenario {
  /** Puts products in, before the orders come. */
  prepare(shop: BurstShop): Promise<void>;
  /** What the shopper of this number orders. */
  bodyOf(index: number): string;
  /** Has people do what they do, until nothing more will happen; `orderIds` by the number of the shopper. */
  untilSettled(shop: BurstShop, orderIds: readonly string[]): Promise<void>;
  /** The statuses that an order may end with, or wait in for ever. */
  readonly ends: readonly string[];
  /** Units of products that are neither in stock nor sold, or both. */
  unaccounted(shop: BurstShop): Promise<number>;
}

/** After this a burst is given up. */
export const GIVE_UP_AFTER_MS = 20 * 60_000;

/** The account of a burst's own calls of the AWS endpoint. */
export const settingsOf = ({ awsOrigin }: RunningEngine) => ({
  endpoint: awsOrigin.replace('localhost', '127.0.0.1'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'burst', secretAccessKey: 'burst' },
});

export const sleep = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds));
