import { Duration, Validations } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption, type RedriveAllowPolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';

/** Properties of {@link DeadLetterQueue}. */
export interface DeadLetterQueueProps {
  readonly config: StageConfig;
  /** What its alarm says: what lies there, and where the runbook says what to do. */
  readonly alarmDescription: string;
  /** The queues whose dead letters it takes; absent where it is a subscription's. */
  readonly redriveAllowPolicy?: RedriveAllowPolicy;
}

/** A queue for what could not be delivered or handled, kept 14 days, with an alarm as soon as it holds anything. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { config, alarmDescription, redriveAllowPolicy }: DeadLetterQueueProps) {
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
    this.queue
      .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'max' })
      .createAlarm(this, 'NotEmpty', {
        threshold: 0,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription,
      });
  }
}
