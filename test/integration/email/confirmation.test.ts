import { CreateEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SENDER_ADDRESS } from '../../helpers/global-setup.ts';
import { outputOf, type Shop, shopper, startShop } from '../../helpers/shop.ts';

let shop: Shop;
let inbox: ReturnType<typeof inboxOf>;
beforeAll(async () => {
  shop = await startShop();
  inbox = inboxOf(shop.engine);
});
afterAll(() => shop.engine.dispose());

const noted = (orderId: string) =>
  until('it is noted as sent', async () => {
    const mail = (await shop.mail(orderId)) ?? (await shop.mail(orderId, 'OrderRejected'));
    return mail?.sentAt === undefined ? undefined : mail;
  });

describe('an order that is processed', () => {
  it('is confirmed to the address of its customer, with lines, prices and total', async () => {
    const { body } = await shop.order({
      customerName: 'José <b>"Ö"</b> 🙂',
      deliveryAddress: { street: 'Lange Gasse 7', postalCode: '1080', city: 'Wien', country: 'AT' },
      items: [
        { product: 'Laptop', quantity: 2 },
        { product: 'Mouse', quantity: 1 },
      ],
    });
    const orderId = String(body.orderId);
    const mail = await inbox.arrives(orderId);
    const record = await shop.settled(orderId);
    const items = record.items as { name: string; quantity: number; unitPriceCents: number }[];
    expect(mail).toMatchObject({
      from: `"Corner Desk" <${SENDER_ADDRESS}>`,
      recipients: [shopper.email],
      subject: `Your order ${orderId} is processed`,
      headers: expect.arrayContaining([['Reply-To', 'help@example.com']]),
    });
    const amount = (cents: number): string =>
      (cents / 100).toLocaleString('en-US', { style: 'currency', currency: String(record.currency) });
    for (const { name, quantity, unitPriceCents } of items) {
      expect(mail.text).toContain(
        `- ${name}\n  ${quantity} x ${amount(unitPriceCents)} = ${amount(quantity * unitPriceCents)}\n`,
      );
    }
    expect(mail.text).toContain(`Total: ${amount(Number(record.totalCents))}\n`);
    expect(mail.text).toContain(`\n${outputOf(shop.engine, 'SiteUrl')}orders/${orderId}\n`);
    expect(mail.text).toContain('\nDelivery address:\n  Lange Gasse 7\n  1080 Wien\n  Austria\n');
    expect(mail.text).toContain('Hello José <b>"Ö"</b> 🙂,');
    expect(mail.html).toContain('José &lt;b&gt;&quot;Ö&quot;&lt;/b&gt; 🙂');
    expect(mail.html).toContain(`href="${outputOf(shop.engine, 'SiteUrl')}orders/${orderId}"`);
    expect(mail.html).toContain(amount(Number(record.totalCents)));
  });

  it('is confirmed although its customer is an identity of the account too, as in the sandbox', async () => {
    for (const EmailIdentity of [shopper.email, 'example.com']) {
      await shop.clients.mails.send(new CreateEmailIdentityCommand({ EmailIdentity }));
    }
    const { body } = await shop.order({ customerName: 'John Doe', product: 'Laptop', quantity: 1 });
    await inbox.arrives(String(body.orderId));
  });

  it('tells its customer when the confirmation was sent, and to which address, and nothing of the claim', async () => {
    const { body } = await shop.order({ customerName: 'John Doe', product: 'Laptop', quantity: 1 });
    const orderId = String(body.orderId);
    await noted(orderId);
    const read = await shop.send('GET', `orders/${orderId}`, { token: await shop.token(shopper) });
    expect(read.body).toMatchObject({
      status: 'Processed',
      confirmationSentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      confirmationTo: shopper.email,
    });
    expect(Object.keys(read.body)).not.toContain('confirmationClaimedUntil');
    expect(await shop.mail(orderId)).not.toHaveProperty('claimedUntil');
    // Nothing of a mail is written where each write is one in every index, too.
    expect(Object.keys((await shop.record(orderId)) ?? {}).filter((name) => /^confirmation/.test(name))).toEqual([]);
    expect(await inbox.about(orderId)).toHaveLength(1);
  });
});

describe('an order from a German page', () => {
  it('is told in German what became of it and why, and its language is in no execution', async () => {
    const items = [
      { product: 'Yacht', quantity: 1 },
      { product: 'Laptop', quantity: 99 },
    ];
    const { body } = await shop.order({ customerName: 'Jörg Weiß', items, language: 'de' });
    const orderId = String(body.orderId);
    const mail = await inbox.arrives(orderId);
    expect(mail.subject).toBe(`Ihre Bestellung ${orderId} ist abgelehnt`);
    const text = mail.text?.replaceAll(/\s+/g, ' ');
    expect(text).toContain('- Ein Produkt „Yacht“ gibt es in diesem Shop nicht.');
    expect(text).toMatch(
      /- Von „Laptop 14"“ können Sie höchstens \d+ auf einmal bestellen; in dieser Bestellung sind es 99\./,
    );
    expect(text).toContain('99 x 1.299,00 € = 128.601,00 €');
    const record = await shop.settled(orderId);
    expect(record).toMatchObject({
      language: 'de',
      reasons: ['There is no product “Yacht” in the shop.', expect.stringMatching(/^You can order at most/)],
      grounds: [
        { code: 'unknown-product', name: 'Yacht' },
        { code: 'too-many', wanted: 99 },
      ],
    });
    const execution = await shop.engine.call('states', 'DescribeExecution', {
      executionArn: `${outputOf(shop.engine, 'StateMachineArn').replace(':stateMachine:', ':execution:')}:${orderId}`,
    });
    expect(JSON.stringify(execution)).not.toContain('language');
  });
});

describe('an order that is rejected', () => {
  it('is told to its customer once, with its reasons, its lines with prices as far as there are, and what to do', async () => {
    const { body } = await shop.order({
      customerName: 'John Doe',
      items: [
        { product: 'Yacht', quantity: 1 },
        { product: 'Laptop', quantity: 99 },
      ],
    });
    const orderId = String(body.orderId);
    const mail = await inbox.arrives(orderId);
    await noted(orderId);
    const record = await shop.settled(orderId);
    const reasons = record.reasons as string[];
    expect(reasons.length).toBe(2);
    expect(mail.subject).toBe(`Your order ${orderId} is rejected`);
    const text = mail.text?.replaceAll(/\s+/g, ' ');
    for (const reason of reasons) expect(text).toContain(`- ${reason}`);
    expect(text).toContain('You can order again');
    expect(text).toContain('- Yacht Quantity: 1, no price - Laptop 14" 99 x €1,299.00 = €128,601.00');
    expect(await inbox.about(orderId)).toHaveLength(1);
  });
});
