import { ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ListSuppressedDestinationsCommand, PutSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { clientSettings, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../../cdk/operations/erase/arguments.ts';
import { createClients } from '../../../cdk/operations/erase/clients.ts';
import { runCommand } from '../../../cdk/operations/erase/command.ts';
import { permissionsFor } from '../../../cdk/operations/erase/permissions.ts';
import { readStack } from '../../../cdk/operations/erase/stack.ts';
import { seedPeople } from '../../../local/seed-people.ts';
import { outputOf, type Shop, shopper, startShop, support } from '../../helpers/shop.ts';
import { staffOf } from '../support/staff.ts';

const MARKER = 'Zqxmarker';
const person = {
  email: `${MARKER}.Person@Example.com`,
  password: 'Marker-person-1',
  name: `${MARKER} Name`,
  groups: [],
};
const STACK_NAME = 'OrderProcessing';

let shop: Shop;
let clients: ReturnType<typeof createClients>;
const called = new Set<string>();

beforeAll(async () => {
  shop = await startShop();
  await seedPeople(shop.engine, outputOf(shop.engine, 'UserPoolId'), [person]);
  clients = createClients(clientSettings(shop.engine));
});
afterAll(() => shop.engine.dispose());

const run = async (...args: string[]) => {
  const said: string[] = [];
  const wish = readArguments(['--stack', STACK_NAME, ...args], {});
  const code = await runCommand(wish, clients, (text) => void said.push(text));
  return { code, text: said.join('\n') };
};

const place = async (body: object, account = person): Promise<string> => {
  const { status, body: answer } = await shop.order(body, {}, account);
  expect(status).toBe(202);
  const orderId = String(answer.orderId);
  await shop.settled(orderId);
  return orderId;
};

/** Its mail is out and its execution has ended: nothing writes to it any more. */
const isQuiet = (orderId: string) =>
  until(`${orderId} is quiet`, async () => {
    const execution = (await shop.executions()).find(({ name }) => name === orderId);
    const mail = (await shop.mail(orderId)) ?? (await shop.mail(orderId, 'OrderRejected'));
    return mail?.sentAt !== undefined && execution?.status === 'SUCCEEDED';
  });

const byEmail = (email: string) =>
  clients.tables.send(
    new QueryCommand({
      TableName: 'Orders',
      IndexName: 'byEmail',
      KeyConditionExpression: 'searchEmail = :email',
      ExpressionAttributeValues: { ':email': email.toLowerCase() },
    }),
  );

describe('npm run erase', () => {
  it('takes a person out of everything, and leaves what was ordered', async () => {
    const staff = await staffOf(shop);
    const processed = await place({ customerName: `${MARKER} One`, product: 'Laptop', quantity: 2 });
    const rejected = await place({
      customerName: `${MARKER} Two`,
      items: [{ product: `${MARKER} Carpet`, quantity: 1 }],
    });
    const others = await place(
      { customerName: 'Sam Shopper', product: 'Laptop', quantity: 1 },
      { ...person, ...shopper },
    );
    for (const orderId of [processed, rejected, others]) await isQuiet(orderId);
    expect((await staff.post(`orders/${processed}/notes`, { text: `${MARKER} rang` })).status).toBe(201);
    expect(
      await staff.post(`orders/${processed}/stop`, {
        ...{ machine: 'OrderProcessing', execution: processed, reason: `${MARKER} wished it` },
      }),
    ).toMatchObject({ status: 409 });
    const before = await shop.record(processed);
    const unrelated = await shop.record(others);
    // What a later version may add to a record.
    const deliveryAddress = { street: `${MARKER} Street 1` };
    await clients.tables.send(new PutCommand({ TableName: 'Orders', Item: { ...before, deliveryAddress } }));
    await clients.mails.send(new PutSuppressedDestinationCommand({ EmailAddress: person.email, Reason: 'BOUNCE' }));

    const listed = await run(person.email.toLowerCase());
    expect(listed).toMatchObject({ code: 1, text: expect.stringContaining('2: 1 Processed, 1 Rejected') });
    expect(listed.text).toContain('in 2 acts on their orders');
    expect(listed.text).toContain('Nothing was changed');
    expect(listed.text).toContain(person.email);
    expect(await shop.record(processed)).toEqual({ ...before, deliveryAddress });

    const done = await run(person.email.toLowerCase(), '--yes');
    expect(done).toMatchObject({ code: 0, text: expect.stringContaining('2 erased') });

    expect(JSON.stringify(await shop.records())).not.toMatch(new RegExp(MARKER, 'i'));
    expect((await byEmail(person.email)).Items).toEqual([]);
    const { Users } = await clients.people.send(
      new ListUsersCommand({ UserPoolId: outputOf(shop.engine, 'UserPoolId') }),
    );
    expect(JSON.stringify(Users)).not.toMatch(new RegExp(MARKER, 'i'));
    const { SuppressedDestinationSummaries } = await clients.mails.send(new ListSuppressedDestinationsCommand({}));
    expect(SuppressedDestinationSummaries).toEqual([]);

    const after = await shop.record(processed);
    const { customerName, email, searchEmail, ...rest } = before ?? {};
    expect(await shop.mail(processed)).not.toHaveProperty('to');
    expect(await shop.mail(processed)).toHaveProperty('sentAt');
    expect(await shop.mail(others)).toHaveProperty('to');
    expect(after).toEqual({
      ...rest,
      customerName: after?.customerName,
      email: after?.email,
      searchEmail: after?.email,
    });
    expect([customerName, email, searchEmail]).not.toContain(after?.email);
    const { body: acts } = await staff.get(`activity?orderId=${processed}`);
    expect(acts.entries).toMatchObject([
      { action: 'stop-execution', by: support.email, details: { machine: 'OrderProcessing', reason: '(erased)' } },
      { action: 'note', by: support.email, text: '(erased)' },
    ]);
    expect(await shop.record(others)).toEqual(unrelated);

    const erasedRejection = await shop.record(rejected);
    expect(erasedRejection).toMatchObject({
      status: 'Rejected',
      product: '(erased)',
      items: [{ product: '(erased)', quantity: 1 }],
      reasons: ['There is no product “(erased)” in the shop.'],
    });

    const { body } = await staff.search({ orderId: processed });
    expect(body).toMatchObject({ orders: [{ orderId: processed, totalCents: before?.totalCents }] });
    expect((await staff.search({ email: String(after?.email) })).body.orders).toHaveLength(2);
    for (const orderId of [processed, rejected]) {
      expect(await staff.get(`orders/${orderId}/execution`)).toMatchObject({ status: 200 });
    }

    const again = await run(person.email, '--yes');
    expect(again).toMatchObject({ code: 0, text: expect.stringContaining('There is nothing left to erase.') });
  });

  it('leaves orders whose mail support cannot send again', async () => {
    const staff = await staffOf(shop);
    const record = (await shop.records()).find(({ status, email }) => {
      return status === 'Processed' && String(email).endsWith('@erased.invalid');
    });
    const orderId = String(record?.orderId);
    expect(await staff.post(`orders/${orderId}/resend-confirmation`)).toMatchObject({
      status: 409,
      body: { code: 'order-erased', detail: 'Nobody is left to write to.' },
    });
    expect(await shop.record(orderId)).toEqual(record);
    expect(await run(String(record?.email))).toMatchObject({ code: 0 });
  });

  it('calls nothing that its policy does not list', async () => {
    for (const client of Object.values(clients)) {
      // The clients differ in their types alone.
      (client as typeof clients.queues).middlewareStack.add(
        (next, { clientName = '', commandName = '' }) =>
          (args) => {
            called.add(`${clientName}:${commandName.replace(/Command$/, '')}`);
            return next(args);
          },
        { step: 'initialize' },
      );
    }
    await seedPeople(shop.engine, outputOf(shop.engine, 'UserPoolId'), [person]);
    const orderId = await place({ customerName: MARKER, product: 'Laptop', quantity: 1 });
    await isQuiet(orderId);
    await (await staffOf(shop)).post(`orders/${orderId}/notes`, { text: MARKER });
    await clients.mails.send(new PutSuppressedDestinationCommand({ EmailAddress: person.email, Reason: 'BOUNCE' }));
    called.clear();
    expect((await run(person.email, '--yes')).code).toBe(0);
    const policy = permissionsFor(await readStack(clients.stacks, STACK_NAME));
    const services: Readonly<Record<string, string>> = {
      CloudFormationClient: 'cloudformation',
      CognitoIdentityProviderClient: 'cognito-idp',
      DynamoDBClient: 'dynamodb',
      DynamoDBDocumentClient: 'dynamodb',
      SESv2Client: 'ses',
      SFNClient: 'states',
      SQSClient: 'sqs',
    };
    const names: Readonly<Record<string, string>> = { Get: 'GetItem', Update: 'UpdateItem' };
    const actions = [...called].map((call) => {
      const [client = '', command = ''] = call.split(':');
      return `${services[client]}:${names[command] ?? command}`;
    });
    expect(new Set(actions)).toEqual(new Set(policy.Statement.flatMap(({ Action }) => Action)));
    expect((await run('--permissions')).text).toBe(JSON.stringify(policy, null, 2));
    const resources = policy.Statement.flatMap(({ Resource }) => Resource);
    expect(resources.filter((resource) => resource === '*')).toHaveLength(2);
  });

  it('says which stack there is not', async () => {
    const wish = readArguments(['--stack', 'NoSuchStack', person.email], {});
    await expect(runCommand(wish, clients, () => {})).rejects.toMatchObject({
      name: 'WrongArguments',
      message: expect.stringContaining('NoSuchStack'),
    });
  });
});
