import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildFunctions, bundleOptions, entryFiles, functionNames } from '../../lambdas/build.ts';
import * as de from '../../lambdas/core/contract/languages/de.ts';
import { messageTaken, startAwsStub, startDynamoDb, stubClientSettings } from '../helpers/aws-stub.ts';
import { anApiEvent, anOrder, aProduct } from '../helpers/factories.ts';

// Bundling and fresh processes take their time where other tests run beside them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const run = promisify(execFile);
const names = await functionNames();
const repository = join(import.meta.dirname, '..', '..');

const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  ORDER_QUEUE_URL: 'http://127.0.0.1/queue',
  ORDERS_TABLE: 'Orders',
  DELIVERY_COUNTRIES: 'DE,FR',
  REVIEW_ABOVE_CENTS: '1000000',
  CANCELLATION_MINUTES: '60',
  ORDERS_BY_CUSTOMER_INDEX: 'byCustomer',
  PRODUCTS_TABLE: 'Products',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:Orders',
  ORDER_EVENTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:OrderEvents',
};

let output: string;

beforeAll(async () => {
  output = await mkdtemp(join(tmpdir(), 'bundles-'));
  await buildFunctions(join(output, 'a'));
});

afterAll(() => rm(output, { recursive: true, force: true }));

const contents = async (folder: string): Promise<Record<string, string>> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const read = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length), await readFile(path, 'utf8')] as const;
  });
  return Object.fromEntries(await Promise.all(read));
};

/** Calls a bundle's handler in a fresh process; what it gives or throws is printed as JSON. */
const invoke = async (name: string, event: unknown, variables: Record<string, string> = {}) => {
  const url = pathToFileURL(join(output, 'a', name, 'index.mjs')).href;
  const script = `
    const { handler } = await import(${JSON.stringify(url)});
    const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => 30000 };
    const result = await handler(${JSON.stringify(event)}, context).then(
      (value) => ({ value }),
      ({ name, message }) => ({ error: { name, message } }),
    );
    console.log(JSON.stringify(result));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...environment, ...variables },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
};

it('each entry file stays thin', async () => {
  for (const [name, file] of await entryFiles()) {
    const lines = (await readFile(join(repository, 'lambdas', file), 'utf8')).trimEnd().split('\n');
    expect([name, lines.length < 30]).toEqual([name, true]);
  }
});

it('a build gives the same bytes wherever it goes and no path of the machine, and leaves alone what is the same', async () => {
  // Over a copy of the first, with a file that is stale.
  const folder = join(output, 'b', 'get-order');
  await cp(join(output, 'a'), join(output, 'b'), { recursive: true });
  await writeFile(join(folder, 'chunk-OLD.mjs'), 'export {}');
  const before = await stat(join(folder, 'index.mjs'));
  await buildFunctions(join(output, 'b'));
  expect((await stat(join(folder, 'index.mjs'))).mtimeMs).toBe(before.mtimeMs);
  const [a, b] = await Promise.all([contents(join(output, 'a')), contents(join(output, 'b'))]);
  expect(Object.keys(b).sort()).toEqual(Object.keys(a).sort());
  expect(Object.keys(a).filter((file) => a[file] !== b[file])).toEqual([]);
  expect(Object.values(a).filter((text) => text.includes(repository) || text.includes(output))).toEqual([]);
  expect(JSON.parse(a['/models/order-request.json'] ?? '').$schema).toContain('draft-04');
});

it('a function that is bundled after others is the one that is bundled alone', async () => {
  const folder = join(output, 'a', 'support-trace-order');
  const { outputFiles } = await build(
    bundleOptions('support-trace-order', 'support/trace-order.ts', join(output, 'a')),
  );
  const alone = Object.fromEntries(outputFiles.map(({ path, text }) => [path.slice(folder.length), text]));
  expect(await contents(folder)).toEqual(alone);
});

it('only the functions that write mails carry their words', async () => {
  const files = Object.entries(await contents(join(output, 'a'))).filter(([file]) => file.endsWith('.mjs'));
  const carrying = files.filter(([, text]) => text.includes('Wie es weitergeht'));
  expect(new Set(carrying.map(([file]) => file.split('/')[1]))).toEqual(new Set(['send-email', 'support-show-mail']));
  const ofPages = files.filter(
    ([, text]) => text.includes(de.SITE_WORDS.skip) || text.includes(de.LATER_WORDS['cancel.title']),
  );
  expect(ofPages).toEqual([]);
});

it.each(names)('%s names the variable that it misses', async (name) => {
  const url = pathToFileURL(join(output, 'a', name, 'index.mjs')).href;
  const attempt = run(process.execPath, ['-e', `import(${JSON.stringify(url)})`], { env: { AWS_REGION: 'us-east-1' } });
  await expect(attempt).rejects.toThrow(/The environment of this function is not valid\. [A-Z_]+: Invalid input/);
});

describe('bundled, minified', () => {
  it('submit-order refuses with messages that a person understands', async () => {
    const { value } = await invoke(
      'submit-order',
      anApiEvent({ route: 'POST /orders', body: '{"customerName":"J","product":"Laptop"}' }),
    );
    expect(JSON.parse(value.body)).toMatchObject({
      code: 'invalid-request',
      errors: [{ path: 'quantity', message: 'Invalid input: expected number, received undefined' }],
    });
  });

  it('submit-order enqueues and answers 202', async () => {
    const stub = await startAwsStub(messageTaken);
    const event = anApiEvent({ route: 'POST /orders', body: '{"customerName":"J","product":"Laptop","quantity":1}' });
    const queueUrl = `${stub.endpoint}/000000000000/OrderQueue`;
    const { value } = await invoke('submit-order', event, {
      AWS_ENDPOINT_URL: stub.endpoint,
      ORDER_QUEUE_URL: queueUrl,
    });
    await stub.stop();
    expect(stub.requests).toHaveLength(1);
    const body = JSON.parse(value.body);
    const sent = JSON.parse(JSON.parse(stub.requests[0]?.body ?? '').MessageBody);
    expect([value.statusCode, sent.orderId]).toEqual([202, body.orderId]);
  });

  it('validate-order throws OrderRejected under that very name', async () => {
    const dynamoDb = await startDynamoDb();
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(stubClientSettings(dynamoDb.endpoint)));
    await client.send(
      new CreateTableCommand({
        TableName: 'Products',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'product', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'product', KeyType: 'HASH' }],
      }),
    );
    await client.send(new PutCommand({ TableName: 'Products', Item: aProduct() }));
    const variables = { AWS_ENDPOINT_URL: dynamoDb.endpoint };
    const rejected = await invoke('validate-order', anOrder({ items: [{ product: 'Yacht', quantity: 1 }] }), variables);
    const accepted = await invoke('validate-order', anOrder(), variables);
    client.destroy();
    await dynamoDb.stop();
    expect(rejected.error).toEqual({
      name: 'OrderRejected',
      message: 'There is no product “{line 1}” in the shop. {"code":"unknown-product","line":1}',
    });
    expect(accepted.value).toMatchObject({ totalCents: 129_900 });
  });

  it('a task that cannot reach its service throws TemporarilyUnavailable under that very name', async () => {
    const { error } = await invoke('validate-order', anOrder(), { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    expect(error.name).toBe('TemporarilyUnavailable');
  });
});
