import { steadyTime } from '../../kit/clock.ts';
import type { AwsService, Engine, Operation } from '../../service.ts';
import type { Sqs } from './context.ts';
import { keyError } from './encryption.ts';
import { missingParameter, queueDoesNotExist } from './errors.ts';
import { createLongPoll } from './long-poll.ts';
import { createMessages } from './messages.ts';
import { createMoveTasks } from './move-tasks.ts';
import { attributeOperations } from './operations/attributes.ts';
import { deleteOperations } from './operations/delete.ts';
import { moveTaskOperations } from './operations/move-tasks.ts';
import { queueOperations } from './operations/queues.ts';
import { receiveOperations } from './operations/receive.ts';
import { sendOperations } from './operations/send.ts';
import { tagOperations } from './operations/tags.ts';
import { visibilityOperations } from './operations/visibility.ts';
import { queryErrorCode, sqsQueryModel } from './query-protocol.ts';
import { createQueues } from './queues.ts';
import { sqsResourceTypes } from './resources.ts';
import { prepareTables } from './schema.ts';

/** Amazon SQS, standard queues. Everything is in the store: a kill loses no message and returns none early. */
export const createSqs = (engine: Engine): AwsService => {
  prepareTables(engine.store);
  const queues = createQueues(engine);
  const steady = steadyTime(engine.clock);
  const messages = createMessages(engine, queues, steady);
  const polls = createLongPoll(engine.clock, messages, steady);
  messages.onArrival(polls.changed);
  const moveTasks = createMoveTasks(engine, queues, messages, steady);
  const sqs: Sqs = { engine, steady, queues, messages, polls, moveTasks };
  return {
    name: 'sqs',
    protocol: 'json',
    targetPrefix: 'AmazonSQS',
    jsonVersion: '1.0',
    accessDeniedCode: 'AccessDenied',
    invalidInputCode: 'InvalidParameterValueException',
    missingMember: missingParameter,
    keyError,
    queryErrorCode,
    queryModel: sqsQueryModel,
    operations: billed(engine, {
      ...queueOperations(sqs),
      ...attributeOperations(sqs),
      ...sendOperations(sqs),
      ...receiveOperations(sqs),
      ...deleteOperations(sqs),
      ...visibilityOperations(sqs),
      ...moveTaskOperations(sqs),
      ...tagOperations(sqs),
    }),
    elsewhere: { lists: { ListQueues: {} }, missing: queueDoesNotExist },
    resourceTypes: sqsResourceTypes(sqs),
    resourcePolicy: (arn) => queues.byArn(arn)?.settings.policy,
    start: () => moveTasks.resume(),
    stop: () => {
      moveTasks.stop();
      polls.stop();
    },
  };
};

/** Every call that IAM lets through is a request on the bill, also an empty receive. https://aws.amazon.com/sqs/pricing/ */
const billed = (engine: Engine, operations: Readonly<Record<string, Operation>>): Record<string, Operation> =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => {
      const counted: Operation['run'] = (parsed, call) => {
        engine.count('sqs.request');
        return operation.run(parsed, call);
      };
      return [name, { ...operation, run: counted }];
    }),
  );
