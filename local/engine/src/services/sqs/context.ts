import type { Access, Engine } from '../../service.ts';
import type { LongPoll } from './long-poll.ts';
import type { Messages } from './messages.ts';
import type { MoveTasks } from './move-tasks.ts';
import { nameInUrl, type Queues, queueArn } from './queues.ts';

/** What the operations work on. */
export interface Sqs {
  readonly engine: Engine;
  /** The time in which messages become visible. */
  readonly steady: () => number;
  readonly queues: Queues;
  readonly messages: Messages;
  readonly polls: LongPoll;
  readonly moveTasks: MoveTasks;
}

/** The permission for an action on the queue that a URL names. */
export const onQueue = (sqs: Sqs, action: string, queueUrl: string): readonly Access[] => [
  { action: `sqs:${action}`, resource: queueArn(sqs.engine, nameInUrl(queueUrl)) },
];
