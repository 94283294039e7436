import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetQueueAttributesCommand, type QueueAttributeName, SendMessageCommand } from '@aws-sdk/client-sqs';
import { AwsError, EngineError, type Interceptor, type PassingCall } from 'local-aws';
import { startTestEngine, until } from 'local-aws/testing';
import { outputOf, type Shop, shopper, startShop } from '../helpers/shop.ts';
import { exerciseBulk } from './exercise-bulk.ts';
import { exerciseDecisions } from './exercise-decisions.ts';
import { exerciseSupport } from './exercise-support.ts';

const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

/** Where a fault is injected while the roles are exercised. */
interface Faults {
  /** PersistOrder's invocations fail for good, so that there is an execution to redrive. */
  persistenceFails: boolean;
  /** The same of RecordCancellation. */
  cancellationFails: boolean;
  /** RecordCancellation is throttled, which is tried again. */
  cancellationWaits: boolean;
  /** Step Functions redrives nothing for the function that acts on one order of many, so that it starts afresh. */
  redrivesRefused: boolean;
  /** The announcements of questions fail for a while. */
  askingFails: boolean;
  /** EventBridge is not told how executions end. */
  eventsLost: boolean;
  /** What support answers is not told to the workflow. */
  tellingFails: boolean;
  /** How many answers to transactions are lost next: those to both attempts of one call make persist-order look what it did. */
  answersLost: number;
}

/** Uses everything that the roles may do: both paths, a duplicate, a failed execution that is redriven, each read. Ends at
 * the first refusal. */
const exercise = async (shop: Shop, faults: Faults, refusals: readonly string[]): Promise<void> => {
  const token = await shop.token(shopper);
  await shop.send('GET', 'products', {});
  faults.persistenceFails = true;
  const failing = await shop.order(laptop, { 'idempotency-key': 'fails-first' });
  const orderId = String(failing.body.orderId);
  await shop.send('GET', `orders/${orderId}`, { token });
  await shop.send('GET', 'orders', { token });
  const ended = (status: string) => async () =>
    refusals.length > 0 ||
    (await shop.executions()).some((execution) => execution.name === orderId && execution.status === status);
  await until('the execution has failed', ended('FAILED'), 10);
  if (refusals.length > 0) return;
  faults.persistenceFails = false;
  faults.answersLost = 2;
  await shop.order(laptop, { 'idempotency-key': 'fails-first' });
  await until('the execution was redriven', ended('SUCCEEDED'), 10);
  await confirmTwice(shop, orderId, refusals);
  if (refusals.length === 0) await exerciseSupport(shop, faults, refusals, orderId);
  if (refusals.length === 0) await exerciseBulk(shop, faults, refusals);
  if (refusals.length === 0) await exerciseDecisions(shop, faults, refusals);
};

/** The confirmation is sent; a duplicate of its message, a message that is overtaken, and a word of SES on a mail that nobody knows
 * are looked at and taken off their queues. */
const confirmTwice = async ({ engine, clients, mail }: Shop, orderId: string, refusals: readonly string[]) => {
  const isSent = async () => refusals.length > 0 || (await mail(orderId))?.sentAt !== undefined;
  await until('the confirmation is sent', isSent, 10);
  const emails = outputOf(engine, 'EmailQueueUrl');
  const outcomes = outputOf(engine, 'EmailOutcomesQueueUrl');
  const send = (QueueUrl: string, body: object) =>
    clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
  await send(emails, { eventType: 'OrderProcessed', orderId });
  await send(emails, { eventType: 'CustomerNeeded', questionId: '000000000000', orderId });
  await send(outcomes, {
    ...{ event: 'Email Delivered', orderId, occasion: 'OrderCancelled', messageId: 'of-nobody' },
    ...{ mailedAt: '2025-11-03T12:47:45Z', at: '2025-11-03T12:47:46Z' },
  });
  const isEmpty = (QueueUrl: string) => async () => {
    const AttributeNames: QueueAttributeName[] = [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
    ];
    const { Attributes = {} } = await clients.queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return refusals.length > 0 || Object.values(Attributes).every((count) => count === '0');
  };
  await until('the duplicate is done with', isEmpty(emails), 10);
  await until('the word of SES is done with', isEmpty(outcomes), 10);
};

/** What a run left: its data folder, and every call that a role made. */
export interface Run {
  readonly dataDir: string;
  readonly calls: readonly PassingCall[];
}

/** Runs the shop from an assembly and uses everything that its roles may do. Refusals are added to `refusals`; `ending` are those
 * that end the run, by default any. The data folder is the caller's to remove. */
export const run = async (assembly: string, refusals: string[], ending: readonly string[] = refusals): Promise<Run> => {
  const faults: Faults = {
    ...{ persistenceFails: false, cancellationFails: false, cancellationWaits: false, redrivesRefused: false },
    ...{ askingFails: false, tellingFails: false, eventsLost: false, answersLost: 0 },
  };
  const calls: PassingCall[] = [];
  const intercept: Interceptor = (call) => {
    const { service, operation, input, caller } = call;
    if (caller.kind === 'role') calls.push(call);
    const { FunctionName } = input as { FunctionName?: string };
    const failing = [
      ...(faults.persistenceFails ? [/Persist/i] : []),
      ...(faults.cancellationFails ? [/RecordCancellation/] : []),
    ];
    if (faults.cancellationWaits && service === 'lambda' && /RecordCancellation/.test(FunctionName ?? '')) {
      throw new AwsError('TooManyRequestsException', 'injected: tried again');
    }
    const isCalled = service === 'lambda' && caller.kind === 'role';
    if (isCalled && failing.some((name) => name.test(FunctionName ?? ''))) {
      throw new AwsError('InvalidParameterValueException', 'injected: not retried');
    }
    const role = caller.kind === 'role' ? caller.roleArn : '';
    if (faults.redrivesRefused && operation === 'RedriveExecution' && role.includes('BulkItem')) {
      throw new AwsError('ExecutionNotRedrivable', 'injected: it is to be started afresh');
    }
    const isHeldUp =
      (faults.eventsLost && operation === 'PutEvents') ||
      (faults.askingFails && operation === 'Publish' && role.includes('AskPerson')) ||
      (faults.tellingFails && operation.startsWith('SendTask') && role.includes('ReviewOrder'));
    if (isHeldUp) throw new AwsError('InternalError', 'injected: held up', 500);
    if (faults.answersLost === 0 || operation !== 'TransactWriteItems') return;
    faults.answersLost -= 1;
    return () => {
      throw new AwsError('InternalServerError', 'injected: it happened, its answer is lost', 500);
    };
  };
  const shop = await startShop({ assembly, intercept, onLog: noting(refusals) });
  try {
    await exercise(shop, faults, ending);
  } finally {
    await shop.engine.stop();
  }
  return { dataDir: shop.engine.dataDir, calls };
};

/** Writes down what IAM refuses. */
const noting =
  (refusals: string[]) =>
  (source: string, line: string): void => {
    if (source === 'engine' && line.startsWith('AccessDenied')) refusals.push(line);
  };

/** The code of what is thrown in the place of an allowed operation. */
const ALLOWED = 'Allowed';

/** Asks the engine about every call of a run, by its role and with its input, and gives what it refuses under this assembly. What
 * it allows does not happen again. A run without a permission goes as the run with it, up to the first call that IAM refuses;
 * so a call of that run which is refused here is one that would have been refused there. */
export const refusedOf = async ({ dataDir, calls }: Run, assembly: string): Promise<readonly string[]> => {
  const refusals: string[] = [];
  const copy = mkdtempSync(join(tmpdir(), 'engine-'));
  cpSync(dataDir, copy, { recursive: true });
  const intercept: Interceptor = ({ caller }) => {
    if (caller.kind === 'role') throw new AwsError(ALLOWED, 'allowed, and not done again');
  };
  const engine = await startTestEngine({ assembly, dataDir: copy, intercept, onLog: noting(refusals) }).catch(
    (error: unknown) => {
      // Some permissions are checked where something is created that needs them.
      if (error instanceof EngineError && refusals.length > 0) return undefined;
      throw error;
    },
  );
  if (!engine) return refusals;
  try {
    for (const { service, operation, input, caller } of calls) {
      if (caller.kind !== 'role') continue;
      const before = refusals.length;
      const answer = engine.call(service, operation, input, caller.roleArn);
      const code = await answer.catch((error: unknown) => (error instanceof AwsError ? error.code : error));
      if (code !== ALLOWED && refusals.length === before) throw new Error(`${service}:${operation} ended with ${code}`);
    }
  } finally {
    await engine.dispose();
  }
  return refusals;
};
