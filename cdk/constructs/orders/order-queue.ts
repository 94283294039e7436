import { Duration, Stack } from 'aws-cdk-lib';
import { type Alarm, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { watch } from '../shared/alarm.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import type { OrderFunction } from '../shared/order-function.ts';
import { uniqueName } from '../shared/unique-name.ts';

/** Properties of {@link OrderQueue}. */
export interface OrderQueueProps {
  readonly config: StageConfig;
  /** How long the function that empties the queue may take for one batch. */
  readonly processorTimeout: Duration;
}

/**
 * How often a message is tried before it is put aside: for an hour, three minutes apart. AWS does not say whether a pipe's try
 * that found its function throttled counts, so an order that merely waits must have tries for as long as a backlog takes
 * (docs/scaling.md). Not many more: SQS leaves what was received three times out of the age of its oldest message, so one
 * message that fails on its own is heard of when it reaches the dead letters.
 */
const MAX_RECEIVES = 20;

/** The queue where accepted orders wait, and its dead-letter queue. */
export class OrderQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  /** Rings when orders wait. */
  readonly backlogAlarm: Alarm;

  constructor(scope: Construct, id: string, { config, processorTimeout }: OrderQueueProps) {
    super(scope, id);
    // In prod both queues outlive the stack: they may hold orders that a customer was told are accepted.
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: config.removalPolicy,
    };
    const queueName = uniqueName(this, 'OrderQueue');
    const queueArn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...common,
      // Counted from when the order was first enqueued, so it must exceed the source queue's.
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(this, 'Source', queueArn)],
      },
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName,
      retentionPeriod: Duration.days(4),
      // AWS's advice for Lambda consumers, six times the timeout, lets throttled batches be tried again in time.
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * processorTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: MAX_RECEIVES },
    });
    this.backlogAlarm = this.#watch(config);
  }

  /** Lets the function accept orders. */
  grantSend(fn: OrderFunction): void {
    fn.allow(['sqs:SendMessage'], this.queue.queueArn);
    fn.tell(ENVIRONMENT.orderQueueUrl, this.queue.queueUrl);
  }

  /** Gives the last of its alarms, which is on orders that wait. */
  #watch(config: StageConfig): Alarm {
    const minute = { period: Duration.minutes(1), statistic: Stats.MAXIMUM };
    watch(this, 'DeadLetters', {
      config,
      metric: this.deadLetterQueue.metricApproximateNumberOfMessagesVisible(minute),
      above: 0,
      periods: 1,
      meaning: 'Accepted orders could not be processed for an hour and lie in the dead-letter queue',
      runbook: 'Orders in the dead-letter queue',
    });
    watch(this, 'OldDeadLetters', {
      config,
      metric: this.deadLetterQueue.metricApproximateAgeOfOldestMessage(minute),
      above: Duration.days(1).toSeconds(),
      periods: 1,
      meaning: 'An accepted order has lain in the dead-letter queue for a day; after 14 days it is lost',
      runbook: 'Orders in the dead-letter queue',
    });
    // A pipe's own failures never count toward the dead-letter queue, so only the age of the oldest order shows them.
    return watch(this, 'Backlog', {
      config,
      metric: this.queue.metricApproximateAgeOfOldestMessage(minute),
      above: Duration.minutes(5).toSeconds(),
      periods: 3,
      meaning: 'Accepted orders have waited over five minutes: the pipe is stopped, throttled or failing',
      runbook: 'Orders waiting',
    });
  }
}
