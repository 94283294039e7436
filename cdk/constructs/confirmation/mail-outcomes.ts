import { Duration, Stack } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { type ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { watch } from '../shared/alarm.ts';
import { DeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import { uniqueName } from '../shared/unique-name.ts';
import type { ConfirmationsTable } from './confirmations-table.ts';

/** Properties of {@link MailOutcomes}. */
export interface MailOutcomesProps extends FunctionSettings {
  readonly configurationSet: ConfigurationSet;
  readonly confirmations: ConfirmationsTable;
}

/** The tag that SES puts on each mail by itself. */
const CONFIGURATION_SET = 'ses:configuration-set';

/** What the bus calls what SES tells. https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html */
const TOLD = ['Email Delivered', 'Email Delivery Delayed', 'Email Complaint Received', 'Email Rejected'];
const BOUNCED = 'Email Bounced';

/** What goes on of an event, and no more: the rest names the recipient. */
const KEPT = {
  event: EventField.detailType,
  at: EventField.time,
  messageId: EventField.fromPath('$.detail.mail.messageId'),
  mailedAt: EventField.fromPath('$.detail.mail.timestamp'),
  orderId: EventField.fromPath('$.detail.mail.tags.orderId[0]'),
  occasion: EventField.fromPath('$.detail.mail.tags.occasion[0]'),
};

/** Only bounces have these, and what an event does not have must not be asked of it. */
const KEPT_OF_BOUNCES = {
  ...KEPT,
  bounceType: EventField.fromPath('$.detail.bounce.bounceType'),
  bounceSubType: EventField.fromPath('$.detail.bounce.bounceSubType'),
};

/** What became of each mail: SES -> event bus -> queue -> note-mail-outcome -> the table of mails. */
export class MailOutcomes extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, props: MailOutcomesProps) {
    super(scope, id);
    const timeout = Duration.seconds(30);
    const name = uniqueName(this, 'MailOutcomes');
    this.deadLetterQueue = this.#createDeadLetterQueue(props, name);
    this.queue = new Queue(this, 'Queue', {
      queueName: name,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: props.config.removalPolicy,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: 5 },
    });
    this.#publish(props.configurationSet);
    this.#forward('Told', TOLD, KEPT, props.configurationSet);
    this.#forward('Bounced', [BOUNCED], KEPT_OF_BOUNCES, props.configurationSet);
    this.#consume(props, timeout);
    watch(this, 'Backlog', {
      config: props.config,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
      above: Duration.minutes(10).toSeconds(),
      periods: 3,
      meaning: 'What became of mails has not been noted for ten minutes: pages and support do not tell of bounces',
      runbook: 'Outcomes of mails not noted',
    });
  }

  #createDeadLetterQueue({ config }: MailOutcomesProps, sourceName: string): Queue {
    const sourceArn = Stack.of(this).formatArn({ service: 'sqs', resource: sourceName });
    return new DeadLetterQueue(this, 'DeadLetters', {
      config,
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(this, 'Source', sourceArn)],
      },
      meaning: 'What became of some mails could not be noted; the mails themselves are sent',
      runbook: 'Outcomes of mails not noted',
    }).queue;
  }

  #publish(configurationSet: ConfigurationSet): void {
    configurationSet.addEventDestination('Outcomes', {
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
      // SES takes the default bus only.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Bus', 'default')),
    });
  }

  #forward(
    id: string,
    detailType: string[],
    kept: Record<string, string>,
    { configurationSetName }: ConfigurationSet,
  ): void {
    new Rule(this, id, {
      description: 'What SES tells of the mails of the shop, without their recipients.',
      eventPattern: {
        source: ['aws.ses'],
        detailType,
        detail: { mail: { tags: { [CONFIGURATION_SET]: [configurationSetName] } } },
      },
      targets: [
        new SqsQueue(this.queue, {
          message: RuleTargetInput.fromObject(kept),
          // The bus puts the whole event there, with the recipient: only where the queue takes none for a day.
          deadLetterQueue: this.deadLetterQueue,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }

  #consume({ config, artifacts, confirmations }: MailOutcomesProps, timeout: Duration): void {
    const note = new OrderFunction(this, 'NoteMailOutcome', {
      config,
      artifacts,
      entry: 'note-mail-outcome',
      description: 'Notes what became of each mail.',
      timeout,
    });
    confirmations.grantNoteOutcome(note);
    note.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.queue.queueArn);
    note.lambda.addEventSourceMapping('Outcomes', {
      eventSourceArn: this.queue.queueArn,
      // A second that nobody minds makes one call of many in a burst: each is noted by itself, and fails by itself.
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      reportBatchItemFailures: true,
      maxConcurrency: 5,
    });
  }
}
