import { parseResourcePolicy, strangeActions } from '../../kit/policy-document.ts';
import type { PolicyDocument, PolicyStatement } from '../../service.ts';

/** What a queue's policy may speak of; those of batches go by the single ones.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
const ACTIONS = [
  'AddPermission',
  'CancelMessageMoveTask',
  'ChangeMessageVisibility',
  'CreateQueue',
  'DeleteMessage',
  'DeleteQueue',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'ListMessageMoveTasks',
  'ListQueueTags',
  'ListQueues',
  'PurgeQueue',
  'ReceiveMessage',
  'RemovePermission',
  'SendMessage',
  'SetQueueAttributes',
  'StartMessageMoveTask',
  'TagQueue',
  'UntagQueue',
];

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html */
const QUOTAS = { bytes: 8192, statements: 20, actions: 7, principals: 50, conditions: 10 };

/** Reads a queue's policy; throws an Error that says what SQS does not accept of it. */
export const readQueuePolicy = (json: string): PolicyDocument => {
  const policy = parseResourcePolicy(json);
  const [strange] = strangeActions(policy, 'sqs', ACTIONS);
  if (strange !== undefined) throw new Error(`${strange} is no action of a queue`);
  const statements = [policy.Statement].flat() as PolicyStatement[];
  within('bytes', Buffer.byteLength(json));
  within('statements', statements.length);
  for (const { Action, NotAction, Principal, Condition } of statements) {
    within('actions', [Action ?? NotAction ?? []].flat().length);
    within('principals', typeof Principal === 'object' ? Object.values(Principal ?? {}).flat().length : 1);
    within('conditions', Object.values(Condition ?? {}).flatMap(Object.keys).length);
  }
  return policy;
};

const within = (name: keyof typeof QUOTAS, count: number): void => {
  if (count > QUOTAS[name]) throw new Error(`A policy has at most ${QUOTAS[name]} ${name}, this one ${count}.`);
};
