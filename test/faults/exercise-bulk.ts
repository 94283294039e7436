import { until } from 'local-aws/testing';
import { type Shop, support } from '../helpers/shop.ts';

/** What the faults around many orders are switched by. */
interface Switch {
  persistenceFails: boolean;
  cancellationFails: boolean;
  /** Step Functions redrives nothing for the function that acts on one order of many, so that it starts afresh. */
  redrivesRefused: boolean;
}

type Item = { orderId: string; machine?: string };

/** Uses all that support may do with many orders: redrives and fresh starts of both workflows, mails again, each look, and a stop. Ends
 * at the first refusal. */
export const exerciseBulk = async (shop: Shop, faults: Switch, refusals: readonly string[]): Promise<void> => {
  const token = await shop.token(support);
  const headers = { 'content-type': 'application/json' };
  const call = (method: string, path: string, body?: object) =>
    shop.send(method, `support/${path}`, { token, ...(body && { headers, body: JSON.stringify(body) }) });
  const begin = (id: string, action: string, ...items: Item[]) =>
    call('POST', 'bulk', { id, action, items, tryFirst: false });
  const over = (id: string) => async () => {
    const { body } = await call('GET', `bulk/${id}`);
    return refusals.length > 0 || (body.status !== undefined && body.status !== 'RUNNING');
  };
  const done = async (id: string, action: string, ...items: Item[]): Promise<void> => {
    await begin(id, action, ...items);
    await until(`${id} is over`, over(id), 30);
  };
  const order = async (key: string): Promise<string> => {
    const mouse = { customerName: 'John Doe', product: 'Mouse', quantity: 1 };
    return String((await shop.order(mouse, { 'idempotency-key': key })).body.orderId);
  };
  const isFailed = (orderId: string, machine: string) => async () => {
    const { body } = await call('GET', `orders/${orderId}/execution?machine=${machine}`);
    return refusals.length > 0 || Object(body.execution).status === 'FAILED';
  };

  const cancelled = { orderId: await order('cancelled-in-bulk'), machine: 'OrderCancellation' };
  await shop.settled(cancelled.orderId);
  faults.cancellationFails = true;
  faults.persistenceFails = true;
  await call('POST', `orders/${cancelled.orderId}/cancel`, { reason: 'Sold twice.' });
  const failed = { orderId: await order('fails-in-bulk') };
  await until('the order has failed', isFailed(failed.orderId, 'OrderProcessing'), 10);
  await until('the cancellation has failed', isFailed(cancelled.orderId, cancelled.machine), 10);
  await done('bulk-redriven', 'redrive', failed, cancelled);
  if (refusals.length > 0) return;
  await until('the order has failed again', isFailed(failed.orderId, 'OrderProcessing'), 10);
  await until('the cancellation has failed again', isFailed(cancelled.orderId, cancelled.machine), 10);
  faults.cancellationFails = false;
  faults.persistenceFails = false;
  faults.redrivesRefused = true;
  await begin('bulk-afresh', 'redrive', failed, cancelled);
  const bothRun = async () => Object((await call('GET', 'bulk/bulk-afresh')).body.counts).running === 2;
  await until('both were started afresh', async () => refusals.length > 0 || (await bothRun()), 10);
  // Before the workflow looks at them: what it left running the page looks at itself.
  await call('POST', 'bulk/bulk-afresh/stop', { reason: 'It is enough.' });
  await until('it is stopped', over('bulk-afresh'), 10);
  faults.redrivesRefused = false;
  if (refusals.length > 0) return;
  await done('bulk-mailed', 'resend', cancelled);
  if (refusals.length > 0) return;
  await begin('bulk-mailed-on', 'resend', failed);
  const isAsked = async () => Object((await call('GET', 'bulk/bulk-mailed-on')).body.counts).running === 1;
  await until('a mail is asked for', async () => refusals.length > 0 || (await isAsked()), 10);
  // Before the workflow looks at it, as above.
  await call('POST', 'bulk/bulk-mailed-on/stop', { reason: 'It is enough.' });
  await until('the mails are stopped', over('bulk-mailed-on'), 10);
  await call('GET', 'bulk/bulk-mailed-on');
  if (refusals.length > 0) return;
  await call('GET', 'bulk');
  await call('GET', 'bulk/bulk-mailed/execution');
};
