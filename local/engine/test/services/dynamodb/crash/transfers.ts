import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Json, LightDynamoDb } from '../light-dynamodb.ts';
import { everything, type Model, pick, type Workload } from './workload.ts';

const ACCOUNTS = 8;
const INITIAL_BALANCE = 100;
const ACCOUNTS_TABLE = 'Accounts';
const LEDGER_TABLE = 'Ledger';
const BY_PAYER = 'byPayer';

interface Transfer {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** Every third request repeats the one before it, and every tenth an older one, with the same token. */
const transferOf = (number: number): number => {
  if (number % 10 === 9) return transferOf(number - 7);
  return number % 3 === 2 ? transferOf(number - 1) : number;
};

const termsOf = (id: number): Transfer => {
  const from = pick(id, 1, ACCOUNTS);
  return { from, to: (from + 1 + pick(id, 2, ACCOUNTS - 1)) % ACCOUNTS, amount: 1 + pick(id, 3, 60) };
};

const accountKey = (account: number): Json => ({ id: { S: `account-${account}` } });

/** Moves money, counts the moves of both accounts, and enters it in the ledger. Nothing in it would keep a second time from
 * having effect, but its token. */
const request = (number: number) => {
  const id = transferOf(number);
  const { from, to, amount } = termsOf(id);
  const move = (account: number, sign: string, extra: Json = {}, values: Json = {}): Json => ({
    Update: {
      TableName: ACCOUNTS_TABLE,
      Key: accountKey(account),
      UpdateExpression: `SET balance = balance ${sign} :amount ADD moves :one`,
      ExpressionAttributeValues: { ':amount': { N: String(amount) }, ':one': { N: '1' }, ...values },
      ...extra,
    },
  });
  const entry = {
    TableName: LEDGER_TABLE,
    Key: { id: { N: String(id) } },
    UpdateExpression: 'SET payer = :from, payee = :to, amount = :amount ADD times :one',
    ExpressionAttributeValues: {
      ':from': { N: String(from) },
      ':to': { N: String(to) },
      ':amount': { N: String(amount) },
      ':one': { N: '1' },
    },
  };
  const TransactItems = [
    move(from, '-', { ConditionExpression: 'balance >= :amount' }),
    move(to, '+'),
    { Update: entry },
    ...(id % 2 ? [{ ConditionCheck: bankIsOpen }] : []),
  ];
  return { operation: 'TransactWriteItems', input: { ClientRequestToken: `transfer-${id}`, TransactItems } };
};

const bankIsOpen = {
  TableName: ACCOUNTS_TABLE,
  Key: { id: { S: 'bank' } },
  ConditionExpression: 'attribute_exists(id)',
};

const prepare = async (tables: LightDynamoDb): Promise<void> => {
  await tables.call('CreateTable', {
    TableName: ACCOUNTS_TABLE,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await tables.call('CreateTable', {
    TableName: LEDGER_TABLE,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: ['id', 'payer'].map((AttributeName) => ({ AttributeName, AttributeType: 'N' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: BY_PAYER,
        KeySchema: [
          { AttributeName: 'payer', KeyType: 'HASH' },
          { AttributeName: 'id', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await tables.call('PutItem', { TableName: ACCOUNTS_TABLE, Item: { id: { S: 'bank' } } });
  for (let account = 0; account < ACCOUNTS; account += 1) {
    const Item = { ...accountKey(account), balance: { N: String(INITIAL_BALANCE) }, moves: { N: '0' } };
    await tables.call('PutItem', { TableName: ACCOUNTS_TABLE, Item });
  }
};

const numberIn = (item: Json, name: string): number => Number((item[name] as { N: string }).N);
const byId = (items: readonly Json[]): Json[] =>
  [...items].sort((one, other) => numberIn(one, 'id') - numberIn(other, 'id'));

const createModel = (): Model => {
  const there = new Set<number>();
  const sent = new Set<number>();
  return {
    acknowledged: (number) => {
      there.add(transferOf(number));
      sent.add(transferOf(number));
    },
    refused: (number, code) => {
      deepStrictEqual(code, 'TransactionCanceledException');
      ok(!there.has(transferOf(number)), `request ${number}: a token that had its effect is refused`);
      sent.add(transferOf(number));
    },
    check: async (tables, open) => {
      if (open !== undefined) sent.add(transferOf(open));
      const ledger = byId(await everything(tables, LEDGER_TABLE));
      const entries = new Set(ledger.map((entry) => numberIn(entry, 'id')));
      for (const id of there) ok(entries.has(id), `transfer ${id} was acknowledged and is not there`);
      for (const id of entries) ok(sent.has(id), `transfer ${id} is there and was never sent`);
      for (const entry of ledger) deepStrictEqual(numberIn(entry, 'times'), 1, `transfer ${numberIn(entry, 'id')}`);
      deepStrictEqual(
        byId(await everything(tables, LEDGER_TABLE, BY_PAYER)),
        ledger,
        'the index holds what the ledger holds',
      );
      deepStrictEqual(await accountsIn(tables), accountsAfter([...entries]), 'the accounts say what the ledger says');
    },
  };
};

const accountsIn = async (tables: LightDynamoDb): Promise<Map<string, readonly number[]>> => {
  const items = (await everything(tables, ACCOUNTS_TABLE)).filter((item) => item.balance !== undefined);
  const read = items.map(
    (item) => [(item.id as { S: string }).S, [numberIn(item, 'balance'), numberIn(item, 'moves')]] as const,
  );
  return new Map(read.sort(([one], [other]) => (one < other ? -1 : 1)));
};

const accountsAfter = (ids: readonly number[]): Map<string, readonly number[]> => {
  const accounts = Array.from({ length: ACCOUNTS }, () => [INITIAL_BALANCE, 0] as [number, number]);
  const move = (account: number, amount: number): void => {
    const [balance, moves] = accounts[account] ?? [0, 0];
    accounts[account] = [balance + amount, moves + 1];
  };
  for (const { from, to, amount } of ids.map(termsOf)) {
    move(from, -amount);
    move(to, amount);
  }
  return new Map(accounts.map((account, index) => [`account-${index}`, account]));
};

/** Transfers between accounts, each one transaction with a token. */
export const transfers: Workload = { prepare, request, createModel };
