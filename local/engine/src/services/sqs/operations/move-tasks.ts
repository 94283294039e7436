import * as z from 'zod';
import { type Access, operation } from '../../../service.ts';
import type { Sqs } from '../context.ts';
import { keyUses, RECEIVING, SENDING } from '../encryption.ts';
import { checkRange, invalidParameter, resourceNotFound, unsupported } from '../errors.ts';
import type { MoveTask } from '../move-tasks.ts';
import type { Queue } from '../queues.ts';

const handlePayload = z.object({ taskId: z.string(), sourceArn: z.string() });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html and its neighbours.
 * Their permissions: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-dlq-redrive.html */
export const moveTaskOperations = (sqs: Sqs) => ({
  StartMessageMoveTask: operation({
    input: z.object({
      SourceArn: z.string(),
      DestinationArn: z.string().nullish(),
      MaxNumberOfMessagesPerSecond: z.number().nullish(),
    }),
    access: ({ SourceArn, DestinationArn }) => [
      ...consuming('StartMessageMoveTask', SourceArn),
      ...destinations(sqs, SourceArn, DestinationArn).map((resource) => ({ action: 'sqs:SendMessage', resource })),
    ],
    keys: ({ SourceArn, DestinationArn }) => [
      ...keyUses(sqs.queues.byArn(SourceArn), RECEIVING),
      ...destinations(sqs, SourceArn, DestinationArn).flatMap((arn) => keyUses(sqs.queues.byArn(arn), SENDING)),
    ],
    run: ({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate }) => {
      checkRange('MaxNumberOfMessagesPerSecond', rate ?? undefined, 1, 500);
      const source = requireQueue(sqs, 'SourceArn', SourceArn);
      if (sqs.queues.sourcesOf(source).length === 0) {
        throw invalidParameter('Source queue must be configured as a Dead Letter Queue.');
      }
      const destination = DestinationArn ? requireQueue(sqs, 'DestinationArn', DestinationArn) : undefined;
      if (destination?.id === source.id) throw invalidParameter('Source and destination must be different queues.');
      const [newest] = sqs.moveTasks.list(source.arn, 1);
      if (newest?.status === 'RUNNING' || newest?.status === 'CANCELLING') {
        throw unsupported(
          'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
        );
      }
      return { TaskHandle: handleOf(sqs.moveTasks.start(source, destination, rate ?? undefined)) };
    },
  }),
  ListMessageMoveTasks: operation({
    input: z.object({ SourceArn: z.string(), MaxResults: z.number().nullish() }),
    access: ({ SourceArn }) => [
      { action: 'sqs:ListMessageMoveTasks', resource: SourceArn },
      { action: 'sqs:GetQueueAttributes', resource: SourceArn },
    ],
    run: ({ SourceArn, MaxResults }) => {
      checkRange('MaxResults', MaxResults ?? undefined, 1, 10);
      const source = requireQueue(sqs, 'SourceArn', SourceArn);
      return { Results: sqs.moveTasks.list(source.arn, MaxResults ?? 1).map(describe) };
    },
  }),
  CancelMessageMoveTask: operation({
    input: z.object({ TaskHandle: z.string() }),
    access: ({ TaskHandle }) => consuming('CancelMessageMoveTask', readHandle(TaskHandle).sourceArn),
    run: ({ TaskHandle }) => {
      const task = sqs.moveTasks.find(readHandle(TaskHandle).taskId);
      if (!task) throw resourceNotFound('Task does not exist.');
      if (task.status !== 'RUNNING') throw unsupported(`Task cannot be cancelled: it is ${task.status}.`);
      sqs.moveTasks.cancel(task);
      return { ApproximateNumberOfMessagesMoved: task.moved };
    },
  }),
});

/** A redrive receives and deletes on behalf of its caller. */
const consuming = (action: string, resource: string): readonly Access[] =>
  [action, 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((name) => ({
    action: `sqs:${name}`,
    resource,
  }));

const destinations = ({ queues }: Sqs, sourceArn: string, destinationArn?: string | null): readonly string[] => {
  const source = queues.byArn(sourceArn);
  if (destinationArn) return [destinationArn];
  return source ? queues.sourcesOf(source).map(({ arn }) => arn) : [];
};

const requireQueue = ({ queues }: Sqs, parameter: string, arn: string): Queue => {
  const queue = queues.byArn(arn);
  if (queue) return queue;
  if (!/^arn:[^:]+:sqs:[^:]+:\d+:[^:]+$/.test(arn)) {
    throw invalidParameter(`Value ${arn} for parameter ${parameter} is invalid. Reason: it is not the ARN of a queue.`);
  }
  throw resourceNotFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
};

const handleOf = ({ id, source }: MoveTask): string =>
  Buffer.from(JSON.stringify({ taskId: id, sourceArn: source })).toString('base64');

const readHandle = (handle: string): z.infer<typeof handlePayload> => {
  try {
    return handlePayload.parse(JSON.parse(Buffer.from(handle, 'base64').toString()));
  } catch {
    throw invalidParameter('Value for parameter TaskHandle is invalid.');
  }
};

const describe = (task: MoveTask) => ({
  ...(task.status === 'RUNNING' && { TaskHandle: handleOf(task) }),
  Status: task.status,
  SourceArn: task.source,
  ...(task.destination !== null && { DestinationArn: task.destination }),
  ...(task.rate !== null && { MaxNumberOfMessagesPerSecond: task.rate }),
  ApproximateNumberOfMessagesMoved: task.moved,
  ApproximateNumberOfMessagesToMove: task.to_move,
  ...(task.failure !== null && { FailureReason: task.failure }),
  StartedTimestamp: task.started_at,
});
