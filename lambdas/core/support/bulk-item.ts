import { type BulkAction, type BulkItem, type BulkResult, type BulkTask, bulkItemName } from '../contract/bulk.ts';
import type { PerMachine } from '../contract/machine.ts';
import { isUndelivered } from '../contract/mail.ts';
import type { Execution } from '../contract/support.ts';
import { OwnError } from '../shared/own-error.ts';
import type { Clock } from '../shared/timestamp.ts';
import type { Act, ActivityLog } from './activity.ts';
import { askedBy, type BulkResults } from './bulk-ports.ts';
import type { ExecutionReader, FindTriedMails, TriedMail } from './ports.ts';
import type { createRedriveOrder } from './redrive-order.ts';
import type { createResendConfirmation } from './resend-confirmation.ts';
import { executionsOf } from './trace-order.ts';

/** The execution of an order that was redriven runs still, or its mail is on its way; the state machine looks again, and catches it by
 * name. */
export class StillRunning extends OwnError {
  override readonly name = 'StillRunning';
}

/** What acting on one order of a bulk needs. */
interface BulkItemDependencies {
  results: BulkResults;
  activity: Pick<ActivityLog, 'begin'>;
  redriveOrder: ReturnType<typeof createRedriveOrder>;
  /** That of a wish of this moment. */
  resendAt(now: Clock): ReturnType<typeof createResendConfirmation>;
  executions: PerMachine<Pick<ExecutionReader, 'describe'>>;
  mails: FindTriedMails;
  /** Tells that an act was done whose end could not be noted. */
  onUnnoted(error: unknown): void;
}

type ActTask = Extract<BulkTask, { step: 'act' }>;
type LookTask = Extract<BulkTask, { step: 'look' }>;

const ACTIVITY: Readonly<Record<BulkAction, Act['action']>> = {
  redrive: 'redrive-order',
  resend: 'resend-confirmation',
};

/** How an execution stands, for an order that was redriven. */
export const resultOf = (execution: Pick<Execution, 'status' | 'error'> | undefined): BulkResult => {
  if (!execution || execution.status === 'RUNNING' || execution.status === 'PENDING_REDRIVE') {
    return { state: 'running' };
  }
  if (execution.status === 'SUCCEEDED') return { state: 'succeeded' };
  return { state: 'failed-again', error: execution.error ?? execution.status };
};

/** What became of a mail that was asked for: it is the one that was asked for where it went out, or was given up, since. */
export const mailResultOf = (
  asked: NonNullable<BulkResult['mail']>,
  found: Pick<TriedMail, 'sentAt' | 'outcome' | 'outcomeAt'> | undefined,
): BulkResult => {
  const { sentAt = '', outcome, outcomeAt = '' } = found ?? {};
  const isThat = outcome === 'refused' ? outcomeAt >= asked.wishedAt : sentAt >= asked.wishedAt;
  if (isThat && outcome === 'delivered') return { state: 'succeeded', mail: asked };
  if (isThat && outcome && isUndelivered(outcome)) return { state: 'failed-again', error: outcome, mail: asked };
  return { state: 'running', mail: asked };
};

/** The newest execution of an item's order. */
export const newestOf = async (
  executions: PerMachine<Pick<ExecutionReader, 'describe'>>,
  { orderId, machine = 'OrderProcessing' }: Pick<BulkItem, 'orderId' | 'machine'>,
): Promise<Execution | undefined> => (await executionsOf(executions[machine], orderId)).at(-1);

/** What an earlier try of the same act leads to, whose answer was lost: the execution runs by it, or has come to its end. */
const DONE_BEFORE: ReadonlySet<string> = new Set(['execution-running', 'execution-succeeded']);

/** Makes the two steps of BulkAction about one order: act on it as a single action does, noted before it is done; and look how the
 * execution ended that was redriven, or what became of the mail. May be called twice with the same task. */
export const createBulkItem = (dependencies: BulkItemDependencies) => {
  const { results, activity, redriveOrder, resendAt, executions, mails, onUnnoted } = dependencies;

  const redrive = async ({ orderId, ...request }: BulkItem, again: boolean): Promise<BulkResult> => {
    const redriven = await redriveOrder(orderId, request);
    if (typeof redriven !== 'string' || (again && DONE_BEFORE.has(redriven))) return { state: 'running' };
    return { state: 'refused', code: redriven };
  };

  const resend = async ({ orderId, occasion: named }: BulkItem, wishedAt: string): Promise<BulkResult> => {
    const resent = await resendAt(() => new Date(wishedAt))(orderId, { occasion: named });
    if (typeof resent === 'string') return { state: 'refused', code: resent };
    const { occasion, resendRequestedAt } = resent;
    return occasion === undefined
      ? { state: 'announced' }
      : { state: 'running', mail: { occasion, wishedAt: resendRequestedAt } };
  };

  const noted = async ({ bulkId, action, item, requestedBy }: ActTask, work: () => Promise<BulkResult>) => {
    const { orderId, ...details } = item;
    const by = askedBy(await results.acts(bulkId), requestedBy);
    const end = await activity.begin({
      ...{ subject: { orderId }, action: ACTIVITY[action], actor: requestedBy, by },
      details: { ...details, bulkId },
    });
    try {
      const result = await work();
      const refused = result.state === 'refused';
      await end({ result: refused ? 'refused' : 'done', ...(result.code && { code: result.code }) }).catch(onUnnoted);
      return result;
    } catch (error) {
      await end({ result: 'failed' }).catch(onUnnoted);
      throw error;
    }
  };

  const act = async (task: ActTask): Promise<BulkResult> => {
    const { bulkId, action, item, wishedAt } = task;
    const name = bulkItemName(item);
    const again = await results.begin(bulkId, name);
    try {
      const result = await noted(task, () => (action === 'redrive' ? redrive(item, again) : resend(item, wishedAt)));
      await results.end(bulkId, name, result);
      return result;
    } catch (error) {
      // Of the last try this stays; another begins it anew.
      const code = error instanceof Error ? error.name : 'Error';
      await results.end(bulkId, name, { state: 'failed', code }).catch(onUnnoted);
      throw error;
    }
  };

  const sinceActed = async (item: BulkItem, { mail }: BulkResult): Promise<BulkResult> => {
    if (!mail) return resultOf(await newestOf(executions, item));
    const [found] = await mails([{ orderId: item.orderId, occasion: mail.occasion }]);
    return mailResultOf(mail, found);
  };

  const look = async ({ bulkId, item, acted }: LookTask): Promise<BulkResult> => {
    if (acted.state !== 'running') return acted;
    const result = await sinceActed(item, acted);
    if (result.state === 'running') throw new StillRunning(`${bulkItemName(item)} is on its way`);
    await results.end(bulkId, bulkItemName(item), result);
    return result;
  };

  return (task: BulkTask): Promise<BulkResult> => (task.step === 'act' ? act(task) : look(task));
};
