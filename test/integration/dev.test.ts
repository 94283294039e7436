import { randomUUID } from 'node:crypto';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { signInAs } from '../../local/sign-in-as.ts';
import { visit } from '../browser/visitor.ts';
import { findBrowser, launchBrowser } from '../helpers/browser.ts';
import { holdAnswer } from '../helpers/contract/contract.ts';
import { type DevProcess, startDev } from '../helpers/dev-process.ts';

const browserPath = findBrowser();
const HANDLER = 'lambdas/handlers/http/get-order.ts';
const USE_CASE = 'lambdas/core/order/get-order.ts';
const WORKFLOW = 'statemachines/order-processing.asl.json';

describe('npm run dev', () => {
  let dev: DevProcess;
  let token: string;
  let firstOrder: string;
  beforeAll(async () => {
    dev = await startDev(inject('assembly'));
    token = await signInAs(dev.running, 'shopper@example.com');
    firstOrder = await placeOrder();
  }, 180_000);
  afterAll(() => dev?.stop());

  const send = async (method: string, path: string, body?: unknown) => {
    const api = `${dev.running.outputs.ApiUrl}`.replace('localhost', '127.0.0.1');
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    holdAnswer(response.url, { method, status: response.status, contentType, text });
    return { status: response.status, body: JSON.parse(text) as Record<string, unknown> };
  };
  const lineOf = (file: string, words: string): number =>
    dev
      .contents(file)
      .split('\n')
      .findIndex((text) => text.includes(words)) + 1;
  const placeOrder = async (): Promise<string> => {
    const { body } = await send('POST', 'orders', { customerName: 'Jo Doe', product: 'Laptop', quantity: 1 });
    const path = `orders/${body.orderId}`;
    await until(`${path} is settled`, async () => (await send('GET', path)).body.status === 'Processed');
    return String(body.orderId);
  };
  const statesOf = async (orderId: string): Promise<string[]> => {
    const executionArn = `${dev.running.outputs.StateMachineArn?.replace(':stateMachine:', ':execution:')}:${orderId}`;
    const response = await fetch(dev.running.awsOrigin.replace('localhost', '127.0.0.1'), {
      method: 'POST',
      headers: {
        'x-amz-target': 'AWSStepFunctions.GetExecutionHistory',
        'content-type': 'application/x-amz-json-1.0',
        authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/states/aws4_request',
      },
      body: JSON.stringify({ executionArn, maxResults: 1000 }),
    });
    const { events } = (await response.json()) as { events: { stateEnteredEventDetails?: { name: string } }[] };
    return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
  };

  it('answers with a changed text of a function within 3 s of saving', async () => {
    const detail = async () => (await send('GET', 'orders/unknown')).body.detail;
    expect(await detail()).toBe('You have no order of this id.');
    dev.edit(HANDLER, 'You have no order of this id.', 'Never heard of it.');
    await until('the new text', async () => (await detail()) === 'Never heard of it.', 3);
    expect(await dev.prints(/get-order: live after/)).toBeDefined();
  });

  it('runs the next order through a changed workflow, and says what it has changed', async () => {
    dev.edit(WORKFLOW, '"StartAt": "ValidateOrder"', '"StartAt": "Note"');
    dev.edit(WORKFLOW, '"States": {', '"States": {\n    "Note": { "Type": "Pass", "Next": "ValidateOrder" },');
    await dev.prints(/changed OrderWorkflowStateMachine\w+ \(AWS::StepFunctions::StateMachine\)/);
    expect(await statesOf(await placeOrder())).toEqual([
      'Note',
      'ValidateOrder',
      'PersistOrder',
      'PublishConfirmation',
    ]);
    expect(await statesOf(firstOrder)).toEqual(['ValidateOrder', 'PersistOrder', 'PublishConfirmation']);
  });

  it('prints a mistake in a few lines, and the old code stays', async () => {
    const before = dev.contents(HANDLER);
    dev.edit(HANDLER, 'export const', 'expo rt const');
    const line = lineOf(HANDLER, 'expo rt const');
    expect(await dev.prints(/not built, the old code stays: /)).toContain(`${HANDLER}:${line}:6: Expected ";"`);
    expect((await send('GET', 'orders/unknown')).body.detail).toBe('Never heard of it.');
    dev.edit(HANDLER, 'expo rt const', 'export const');
    expect(dev.contents(HANDLER)).toBe(before);

    dev.edit('cdk/order-stack.ts', 'Duration.seconds(30)', 'Duration.seconds(30');
    await dev.prints(/cdk\/order-stack\.ts: what ran before stays/);
    dev.edit('cdk/order-stack.ts', 'Duration.seconds(30', 'Duration.seconds(30)');
    await dev.prints(/cdk\/order-stack\.ts: live after/);
  });

  it('names the line of the source in the stack of an error', async () => {
    dev.edit(
      USE_CASE,
      '=> {\n    const orderId',
      "=> {\n    if (text === 'broken') throw new Error('planted');\n    const orderId",
    );
    await until('the error', async () => (await send('GET', 'orders/broken')).status >= 500);
    expect(await dev.prints('"message":"planted"')).toContain(`at ${USE_CASE}:${lineOf(USE_CASE, 'planted')}:`);
  });

  it.skipIf(browserPath === undefined)('shows a changed page without loading it again', async () => {
    const browser = await launchBrowser(browserPath ?? '');
    const { siteOrigin: site, awsOrigin: api } = dev.running;
    const visitor = await visit(browser, { site, others: [api] });
    try {
      const { page } = visitor;
      await page.goto('/');
      await page.getByRole('heading', { name: 'Good things for a desk' }).waitFor();
      await page.evaluate('window.loadedOnce = true');
      dev.edit(
        'site/src/views/footer.tsx',
        "<p>{say('noPayments')}</p>",
        '<p>This desk takes orders, not payments</p>',
      );
      await page.getByText('This desk takes orders, not payments').waitFor();
      dev.edit('site/src/styles/base.css', 'body {', 'body {\n  outline: 3px solid;');
      await page.waitForFunction('getComputedStyle(document.body).outlineWidth === "3px"');
      expect(await page.evaluate('window.loadedOnce')).toBe(true);
      expect(visitor.complaints()).toEqual([]);
    } finally {
      await visitor.leave();
      await browser.close();
    }
  });

  it('keeps orders and sign-in through all of it', async () => {
    expect((await send('GET', `orders/${firstOrder}`)).body).toMatchObject({ status: 'Processed' });
    const { body } = await send('GET', 'orders');
    expect(body.orders).toHaveLength(2);
  });
});
