import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import type { OrderRecord } from '../../../lambdas/core/contract/order.ts';
import { searchBucket, searchMembers } from '../../../lambdas/core/support/search-index.ts';
import { type Account, type ApiAnswer, type Shop, support } from '../../helpers/shop.ts';

export const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

/** Calls of the support API by a member of staff. */
export const staffOf = async (shop: Shop, account: Account = support) => {
  const token = await shop.token(account);
  const call = (method: string, path: string, body?: unknown): Promise<ApiAnswer> =>
    shop.send(method, `support/${path}`, {
      token,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown) => call('POST', path, body),
    delete: (path: string) => call('DELETE', path),
    /** As the site does: whatever is asked for goes in the body, as an e-mail address may be no part of an address. */
    search: (query: Record<string, string> = {}) => call('POST', 'orders/search', query),
  };
};

/** Puts a record as it would be found in the table, with what the search goes by. */
export const store = async (shop: Shop, record: OrderRecord, more: Record<string, unknown> = {}): Promise<void> => {
  const Item = {
    ...record,
    ...searchMembers(record),
    searchBucket: searchBucket(record.status, record),
    ...more,
  };
  await shop.clients.tables.send(new PutCommand({ TableName: 'Orders', Item }));
};

/** Makes the calls of one function by the state machine fail for good, while it is switched on. */
export const failingTask = () => {
  const fault: { of: RegExp | undefined; calls: string[] } = { of: undefined, calls: [] };
  const intercept: Interceptor = ({ service, operation, input, caller }) => {
    if (service !== 'lambda' || operation !== 'Invoke' || caller.kind !== 'role') return;
    const { FunctionName = '' } = input as { FunctionName?: string };
    fault.calls.push(FunctionName);
    if (fault.of?.test(FunctionName)) throw new AwsError('InvalidParameterValueException', 'injected: not retried');
  };
  return { fault, intercept };
};

/** Waits until an execution has a status. */
export const reaches = (shop: Shop, name: string, status: string) =>
  until(`${name} is ${status}`, async () =>
    (await shop.executions()).some((execution) => execution.name === name && execution.status === status),
  );

/** Waits for the second after a moment: mails and wishes for them are told to the second, and one that went out in the second in which it is
 * wished for is the one that is wished. */
export const secondsAfter = (moment = '') =>
  until(`the second after ${moment} has begun`, () => new Date().toISOString().slice(0, 19) > moment.slice(0, 19));
