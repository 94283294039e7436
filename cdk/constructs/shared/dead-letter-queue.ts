import { Duration, Validations } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption, type RedriveAllowPolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Call, watch } from './alarm.ts';

/** Properties of {@link DeadLetterQueue}; its alarm tells what lies there, and where the runbook says what to do. */
export interface DeadLetterQueueProps extends Call {
  /** The queues whose dead letters it takes; absent where it is a subscription's. */
  readonly redriveAllowPolicy?: RedriveAllowPolicy;
}

/** A queue for what could not be delivered or handled, kept 14 days, with an alarm as soon as it holds anything. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { config, redriveAllowPolicy, ...call }: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: config.removalPolicy,
      redriveAllowPolicy,
    });
    if (redriveAllowPolicy === undefined) {
      Validations.of(this.queue).acknowledge({
        id: 'AwsSolutions-SQS3',
        reason: 'It is the dead-letter queue of a subscription, where the check looks at queues only.',
      });
    }
    watch(this, 'NotEmpty', {
      config,
      ...call,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: Stats.MAXIMUM,
      }),
      above: 0,
      periods: 1,
    });
  }
}
