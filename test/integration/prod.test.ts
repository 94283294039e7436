import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, shopper } from '../helpers/shop.ts';
import { startStage } from '../helpers/stage.ts';

let stage: Awaited<ReturnType<typeof startStage>>;
let shop: Shop;
beforeAll(async () => {
  stage = await startStage({
    ...{ stage: 'prod', operationsAddress: 'operations@example.com' },
    ...{ senderAddress: 'shop@example.com', createSenderIdentity: 'true' },
  });
  shop = stage.shop;
});
afterAll(() => stage?.end());

describe('the stage prod', () => {
  it('takes an order from the POST to the mail', async () => {
    const { status, body } = await shop.order({ customerName: 'John Doe', product: 'Laptop', quantity: 1 });
    expect(status).toBe(202);
    const orderId = String(body.orderId);
    const token = await shop.token(shopper);
    const order = await until('the order is settled', async () => {
      const answer = await shop.send('GET', `orders/${orderId}`, { token });
      return answer.status === 200 && answer.body.status !== 'Received' ? answer.body : undefined;
    });
    expect(order).toMatchObject({ orderId, product: 'Laptop', quantity: 1, status: 'Processed' });
    expect(await inboxOf(shop.engine).arrives(orderId)).toMatchObject({ recipients: [shopper.email] });
  });

  it('has a proof of origin that distribution and firewall share, and that no output tells', async () => {
    const { engine } = shop;
    const { SecretList } = await engine.call<{ SecretList: { ARN: string }[] }>('secretsmanager', 'ListSecrets', {});
    expect(SecretList).toHaveLength(1);
    const [{ ARN = '' } = {}] = SecretList;
    const { SecretString } = await engine.call<{ SecretString: string }>('secretsmanager', 'GetSecretValue', {
      SecretId: ARN,
    });
    expect(SecretString).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(JSON.stringify(engine.outputs)).not.toContain(SecretString);
  });

  it('is declared with its web firewall and where that logs to', () => {
    expect(shop.engine.declared).toEqual(
      expect.arrayContaining(['AWS::WAFv2::WebACL (1)', 'AWS::WAFv2::LoggingConfiguration (1)']),
    );
  });
});
