import { stockUp } from '../stock-up.ts';
import { GIVE_UP_AFTER_MS, type Scenario, sleep } from './scenario.ts';

const BODY = JSON.stringify({ customerName: 'John Doe', product: 'Laptop', quantity: 1 });

/** Orders that go well, and concern nobody. */
export const ordinary = (orders: number): Scenario => ({
  prepare: async ({ engine, tokenOf }) =>
    stockUp(engine.outputs.ApiUrl ?? '', await tokenOf('support@example.com'), 'Laptop', orders),
  bodyOf: () => BODY,
  /** Every execution announces its order once, at its end. */
  untilSettled: async ({ engine }) => {
    const deadline = Date.now() + GIVE_UP_AFTER_MS;
    while ((engine.usage()['sns:Publish'] ?? 0) < orders) {
      if (Date.now() > deadline) throw new Error(`not every order was decided within ${GIVE_UP_AFTER_MS / 60_000} min`);
      await sleep(100);
    }
  },
  ends: ['Processed'],
  unaccounted: async () => 0,
});
