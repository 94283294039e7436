import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it } from 'vitest';
import { aMessage, anOrderId } from '../helpers/factories.ts';
import { outputOf, shopper } from '../helpers/shop.ts';
import { createPersistenceFault, INJECTED_CAUSE } from './persistence-fault.ts';
import { describeInBrowser } from './site.ts';
import { goToCheckout, openShop, orderShown, placeOrder, seeEnd, signIn } from './steps.ts';
import { findByEmail, openPanel, openSupport, openTrace, queueWith, stateIn } from './support-steps.ts';
import { findViolations } from './surface.ts';
import { isWellMade } from './well-made.ts';

const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 2 };

const fault = createPersistenceFault();

describeInBrowser(
  'the support pages',
  (site) => {
    const ordered = async (body: unknown): Promise<string> => {
      const answer = await site.shop.order(body);
      expect(answer.status).toBe(202);
      return String(answer.body.orderId);
    };
    const executionOf = async (orderId: string) => (await site.shop.executions()).find(({ name }) => name === orderId);
    const ends = (orderId: string, status: string) =>
      expect.poll(async () => (await executionOf(orderId))?.status, { timeout: 15_000 }).toBe(status);
    const entered = async (orderId: string): Promise<(string | undefined)[]> =>
      (await site.shop.history(orderId))
        .filter(({ type }) => type === 'TaskStateEntered')
        .map(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name);

    afterEach(() => {
      fault.isOn = false;
    });

    it('are neither offered nor shown to a shopper', async () => {
      const visitor = await site.visit();
      const { page } = visitor;
      visitor.expectComplaint(/status of 403 .*\/api\/support\//);
      const orderId = await ordered(laptop);
      await openShop(page);
      await signIn(page);
      await page.getByRole('link', { name: 'My orders' }).waitFor();
      expect(await page.getByRole('link', { name: 'Support' }).count()).toBe(0);
      for (const path of ['/support', '/support/products', '/support/dead-letters', `/support/orders/${orderId}`]) {
        const answer = page.waitForResponse((response) => response.url().includes('/api/support/'));
        await page.goto(path);
        expect((await answer).status()).toBe(403);
        await page.getByRole('alert').getByRole('heading', { name: 'You may not see this page' }).waitFor();
        expect(await page.getByRole('main').getByText(shopper.email).count()).toBe(0);
      }
      await isWellMade(page);
    });

    it('find an order by e-mail and show what each state was given', async () => {
      const orderId = await ordered(laptop);
      await site.shop.settled(orderId);
      await ends(orderId, 'SUCCEEDED');
      const { page } = await site.visit();
      await openSupport(page);
      await isWellMade(page);
      await findByEmail(page, shopper.email, orderId);
      for (const name of ['ValidateOrder', 'PersistOrder', 'PublishConfirmation']) {
        const panel = await openPanel(page, name, 'Succeeded');
        const input = panel.locator('section').filter({ has: page.getByRole('heading', { name: 'Input' }) });
        await input.getByText(`"${orderId}"`).waitFor();
        await input.getByText('"John Doe"').waitFor();
        await panel.getByText('Succeeded', { exact: true }).waitFor();
      }
      for (const name of ['RecordRejection', 'PublishRejection']) await stateIn(page, name, 'Not reached');
      await isWellMade(page);
    });

    it('put the address that is searched for into no request’s address, and find back to each search', async () => {
      const orderId = await ordered(laptop);
      await site.shop.settled(orderId);
      const { page } = await site.visit();
      await openSupport(page);
      const sent: string[] = [];
      page.on('request', (request) => sent.push(request.url(), request.headers().referer ?? ''));
      const field = page.getByLabel('E-mail of the customer');
      const search = async (email: string): Promise<void> => {
        await field.fill(email);
        await page.getByRole('button', { name: 'Search' }).click();
      };
      await search(shopper.email);
      await page.getByRole('link', { name: orderId }).first().waitFor();
      expect(new URL(page.url()).hash).toBe(`#${new URLSearchParams({ email: shopper.email })}`);
      await search('nobody@example.com');
      await page.getByText('No order fits.').waitFor();
      await page.goBack();
      await page.getByRole('link', { name: orderId }).first().waitFor();
      expect(await field.inputValue()).toBe(shopper.email);
      await page.goBack();
      await page.getByRole('heading', { name: 'Find orders' }).waitFor();
      await expect.poll(() => field.inputValue()).toBe('');
      await page.goForward();
      await page.reload();
      await page.getByRole('link', { name: orderId }).first().waitFor();
      expect(sent.filter((address) => /example\.com|%40|@/.test(address))).toEqual([]);
    });

    it('show the other path of a rejected order', async () => {
      const orderId = await ordered({ ...laptop, product: 'Unicorn' });
      const { reasons } = await site.shop.settled(orderId);
      await ends(orderId, 'SUCCEEDED');
      const { page } = await site.visit();
      await openSupport(page);
      await findByEmail(page, shopper.email, orderId);
      const panel = await openPanel(page, 'ValidateOrder', 'Caught error');
      await panel.getByText('OrderRejected', { exact: true }).waitFor();
      for (const name of ['RecordRejection', 'PublishRejection']) await stateIn(page, name, 'Succeeded');
      for (const name of ['PersistOrder', 'PublishConfirmation']) await stateIn(page, name, 'Not reached');
      await page.getByRole('main').getByText('Rejected', { exact: true }).waitFor();
      expect(reasons).toHaveLength(1);
      await page
        .getByRole('definition')
        .filter({ hasText: String(reasons) })
        .waitFor();
    });

    it('offer no mail for an order whose person was erased, and say why', async () => {
      const orderId = await ordered(laptop);
      await site.shop.settled(orderId);
      await site.shop.clients.tables.send(
        new UpdateCommand({
          TableName: outputOf(site.shop.engine, 'OrdersTableName'),
          Key: { orderId },
          UpdateExpression: 'SET email = :pseudonym',
          ExpressionAttributeValues: { ':pseudonym': 'erased-0123456789ab@erased.invalid' },
        }),
      );
      const { page } = await site.visit();
      await openSupport(page);
      await openTrace(page, orderId);
      await page.getByText('the person was erased, and nobody is left to write to').waitFor();
      expect(await page.getByRole('button', { name: /^Send it/ }).count()).toBe(0);
    });

    it('say why an order failed, and revive it from the state that did while its shopper waits', async () => {
      const waiting = (await site.visit()).page;
      await goToCheckout(waiting, 'Laptop 14"');
      fault.isOn = true;
      const orderId = await placeOrder(waiting);
      await waiting.getByRole('heading', { name: 'Being processed' }).waitFor();
      await ends(orderId, 'FAILED');
      fault.isOn = false;

      const { page } = await site.visit();
      await openSupport(page);
      const needy = page
        .getByRole('region', { name: 'Needs a person' })
        .getByRole('listitem')
        .filter({ hasText: orderId });
      await needy.getByText(INJECTED_CAUSE).waitFor();
      await isWellMade(page);
      await needy.getByRole('link', { name: orderId }).click();
      await page.getByText(/^PersistOrder failed: .*InvalidParameterValueException: /).waitFor();
      await stateIn(page, 'ValidateOrder', 'Succeeded');
      await stateIn(page, 'PublishConfirmation', 'Not reached');
      const panel = await openPanel(page, 'PersistOrder', 'Failed');
      await panel.getByText(INJECTED_CAUSE).waitFor();
      await isWellMade(page);

      await page.getByRole('button', { name: 'Redrive from PersistOrder' }).click();
      const dialog = page.getByRole('dialog', { name: 'Redrive this execution?' });
      await dialog.getByText('What succeeded before is not run again.').waitFor();
      expect(await findViolations(page)).toEqual([]);
      expect((await executionOf(orderId))?.status).toBe('FAILED');
      expect(await waiting.getByRole('heading', { name: 'Being processed' }).isVisible()).toBe(true);
      await dialog.getByRole('button', { name: 'Redrive', exact: true }).click();
      await stateIn(page, 'PersistOrder', 'Succeeded, 1 redrive');
      await stateIn(page, 'PublishConfirmation', 'Succeeded');
      await seeEnd(waiting, 'Processed');
      expect(await orderShown(waiting)).toBe(orderId);

      await ends(orderId, 'SUCCEEDED');
      expect((await executionOf(orderId))?.redriveCount).toBe(1);
      const names = await entered(orderId);
      expect(names.filter((name) => name === 'ValidateOrder')).toHaveLength(1);
      expect(new Set(names)).toEqual(new Set(['ValidateOrder', 'PersistOrder', 'PublishConfirmation']));
      expect(await site.shop.record(orderId)).toMatchObject({ orderId, status: 'Processed' });
    });

    it('show dead letters, poison among them, and move them back to be tried again', async () => {
      const orderId = anOrderId('a dead letter');
      const QueueUrl = outputOf(site.shop.engine, 'OrderDeadLetterQueueUrl');
      const bury = (body: unknown) =>
        site.shop.clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
      await bury({ poison: 'arsenic' });
      await bury(aMessage({ orderId }));
      const { page } = await site.visit();
      await openSupport(page);
      await page.getByRole('navigation', { name: 'Support' }).getByRole('link', { name: 'Dead letters' }).click();
      const queue = await queueWith(page, 'Orders', '2 messages');
      await queue.getByText('raises the receive count of each').waitFor();
      await queue.getByRole('button', { name: 'Look at messages' }).click();
      const poison = queue.getByRole('listitem').filter({ hasText: 'arsenic' });
      await poison.getByText('Names no order').waitFor();
      await poison.getByText(/received 1 time/).waitFor();
      await queue.getByRole('link', { name: orderId }).waitFor();
      await isWellMade(page);

      await queue.getByRole('button', { name: 'Move all back' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Move them' }).click();
      await queue.getByText('Done: 2 messages moved back.').waitFor();
      await queueWith(page, 'Orders', '0 messages');
      expect(await site.shop.settled(orderId)).toMatchObject({ orderId, status: 'Processed' });
      await openTrace(page, orderId);
      await stateIn(page, 'PublishConfirmation', 'Succeeded');
    });
  },
  { intercept: fault.intercept },
);
