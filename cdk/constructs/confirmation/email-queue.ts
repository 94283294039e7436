import { Duration, Stack } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { watch } from '../shared/alarm.ts';
import { DeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { uniqueName } from '../shared/unique-name.ts';

/** Properties of {@link EmailQueue}. */
export interface EmailQueueProps {
  readonly config: StageConfig;
  /** How long the function that empties the queue may take for one batch. */
  readonly senderTimeout: Duration;
}

/** The queue where announcements wait for their mail to be sent, and its dead-letter queue. */
export class EmailQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, { config, senderTimeout }: EmailQueueProps) {
    super(scope, id);
    const queueName = uniqueName(this, 'EmailQueue');
    const queueArn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    this.deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', {
      config,
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(this, 'Source', queueArn)],
      },
      meaning:
        'Confirmations could not be sent for half an hour and lie in the dead-letter queue; the orders themselves are fine',
      runbook: 'Confirmations not sent',
    }).queue;
    this.queue = new Queue(this, 'Queue', {
      queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: config.removalPolicy,
      retentionPeriod: Duration.days(4),
      // Six times the timeout, as AWS advises; also longer than a crashed sender's claim counts (150 s), so that the next
      // receive finds it expired.
      visibilityTimeout: Duration.seconds(6 * senderTimeout.toSeconds()),
      // Ten receives, three minutes apart, outlast half an hour without SES.
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: 10 },
    });
    watch(this, 'Backlog', {
      config,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
      above: Duration.minutes(10).toSeconds(),
      periods: 3,
      meaning: 'Confirmations have waited over ten minutes: SES refuses or throttles, or send-email fails',
      runbook: 'Confirmations not sent',
    });
  }
}
