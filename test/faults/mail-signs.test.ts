import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { CLAIM_SECONDS } from '../../lambdas/core/confirmation/claim-time.ts';
import { repeatsOf, type SeenSign } from '../chaos/repeats.ts';
import { type Shop, startShop } from '../helpers/shop.ts';
import { createSteppedClock, engineClock } from '../helpers/stepped-clock.ts';
import { emailQueueOf } from '../integration/email/email-queue.ts';
import { stormOn } from './storm.ts';

const CALM = { seed: 1, failing: 0, lost: 0, doubled: 0, conflicting: 0 };

const folder = mkdtempSync(join(tmpdir(), 'clock-'));
const stepped = createSteppedClock(folder);

let shop: Shop;
/** Comes before the watch: what fails by it is not done. */
let fault: Interceptor | undefined;
const signs: SeenSign[] = [];
const keep = (sign: Omit<SeenSign, 'life'>): void => void signs.push({ ...sign, life: 0 });

/** A storm around calls of one kind, and none around the others. */
const around = (isIn: (call: Parameters<Interceptor>[0]) => boolean, given: Partial<typeof CALM>): Interceptor => {
  const [calm, storm] = [CALM, { ...CALM, ...given }].map((of) => stormOn(of, () => shop.engine, keep));
  return (call) => (isIn(call) ? storm : calm)?.(call);
};

beforeAll(async () => {
  shop = await startShop({
    assembly: stepped.assemblyOf(inject('assembly')),
    clock: engineClock(stepped.offsetFile),
    intercept: (call) => fault?.(call),
  });
  await emailQueueOf(shop);
});
afterEach(() => {
  fault = undefined;
  signs.length = 0;
});
afterAll(async () => {
  await shop.engine.dispose();
  rmSync(folder, { recursive: true });
});

const placeOrder = async (): Promise<string> => {
  const { body } = await shop.order({ customerName: 'John Doe', product: 'Laptop', quantity: 1 });
  return String(body.orderId);
};

/** Waits for a mail to be noted, and gives what was seen of it. */
const whatOf = async (orderId: string): Promise<readonly string[]> => {
  await until('the mail is noted', () => signs.some((sign) => sign.orderId === orderId && sign.what === 'noted'));
  return signs.filter((sign) => sign.orderId === orderId).map(({ what }) => what);
};

/** Has the time of every claim pass. */
const expireClaims = (): void => stepped.step(CLAIM_SECONDS * 1000);

/** Whether a call is a word of SES that finds a mail to be out. */
const finds = ({ input }: Parameters<Interceptor>[0]): boolean =>
  String((input as { ConditionExpression?: string }).ConditionExpression).startsWith('claimedUntil = :was AND');

const notes = ({ input }: Parameters<Interceptor>[0]): boolean =>
  String((input as { UpdateExpression?: string }).UpdateExpression).startsWith('SET sentAt = :sentAt');

const isLostWord = (call: Parameters<Interceptor>[0]): void => {
  if (finds(call)) throw new AwsError('InternalServerError', 'injected', 500);
};

describe('what a storm lets be seen of a mail', () => {
  it('is each step of one that goes well', async () => {
    fault = around(() => false, {});
    expect(await whatOf(await placeOrder())).toEqual(['claimed', 'taken', 'noting', 'noted']);
    expect(repeatsOf(signs, [])).toEqual([]);
  });

  it('is that SES’s own word notes it where its sender cannot, and that it is not sent again', async () => {
    fault = around(notes, { failing: 100 });
    const seen = await whatOf(await placeOrder());
    expect(seen.slice(0, 3)).toEqual(['claimed', 'taken', 'noting']);
    expect(seen.at(-1)).toBe('noted');
    expect(repeatsOf(signs, [])).toEqual([]);
  });

  it('is why it is sent again where SES’s answer is lost, and its word too', async () => {
    const storm = around(({ operation }) => operation === 'SendEmail' && signs.every(({ what }) => what !== 'taken'), {
      lost: 100,
    });
    fault = (call) => {
      isLostWord(call);
      return storm(call);
    };
    const orderId = await placeOrder();
    await until('SES took it', () => signs.some(({ what }) => what === 'taken'));
    expireClaims();
    expect(await whatOf(orderId)).toEqual(['claimed', 'taken', 'claimed', 'taken', 'noting', 'noted']);
    expect(repeatsOf(signs, []).map(({ cause }) => cause)).toEqual(['answer lost']);
  });

  it('is why it is sent again where no try to note it succeeds, and SES’s word is lost', async () => {
    let first: string | undefined;
    const storm = around(
      (call) => {
        if (!notes(call)) return false;
        const { ExpressionAttributeValues } = call.input as {
          ExpressionAttributeValues: Record<string, { S: string }>;
        };
        first ??= ExpressionAttributeValues[':id']?.S;
        return ExpressionAttributeValues[':id']?.S === first;
      },
      { failing: 100 },
    );
    fault = (call) => {
      isLostWord(call);
      return storm(call);
    };
    const orderId = await placeOrder();
    await until('it was tried', () => signs.filter(({ what }) => what === 'not noted').length >= 8);
    expireClaims();
    await whatOf(orderId);
    expect(repeatsOf(signs, []).map(({ cause }) => cause)).toEqual(['never noted']);
  });
});
