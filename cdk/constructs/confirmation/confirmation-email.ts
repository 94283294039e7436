import { Duration, Stack } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SenderConfig, StageConfig } from '../../config.ts';
import { asciiJson } from '../../shop-config.ts';
import type { OrderEvents } from '../orders/order-events.ts';
import type { OrdersTable } from '../orders/orders-table.ts';
import { watch } from '../shared/alarm.ts';
import { DeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import type { ConfirmationsTable } from './confirmations-table.ts';
import { EmailQueue } from './email-queue.ts';
import { MailOutcomes } from './mail-outcomes.ts';
import { MailSender } from './mail-sender.ts';

/** Properties of {@link ConfirmationEmail}. */
export interface ConfirmationEmailProps extends FunctionSettings {
  readonly sender: SenderConfig;
  readonly events: OrderEvents;
  readonly orders: OrdersTable;
  readonly confirmations: ConfirmationsTable;
  /** Where a mail's link leads; ends with `/`. */
  readonly siteUrl: string;
}

/** How many mails one environment of send-email sends a second, one after the other, at the most: each takes two writes to
 * DynamoDB and one call of SES, 150 ms and more in all. */
const MAILS_PER_SECOND_OF_ONE = 7;

/** What a customer is mailed about. */
const MAILED = ['OrderProcessed', 'OrderRejected', 'OrderCancelled', 'CustomerNeeded', 'OrderUnderReview'] as const;

/** Lambda's least for an event source. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const LEAST_CONCURRENCY = 2;

/** The confirmation that each customer gets by e-mail: topic -> queue -> send-email -> SES. */
export class ConfirmationEmail extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  /** What the topic could not put into the queue. */
  readonly subscriptionDeadLetterQueue: Queue;
  /** What could not be noted of mails. */
  readonly outcomesDeadLetterQueue: Queue;
  readonly outcomesQueue: Queue;
  /** Under which SES counts the mails. */
  readonly configurationSetName: string;

  constructor(scope: Construct, id: string, props: ConfirmationEmailProps) {
    super(scope, id);
    const { config, artifacts, sender } = props;
    const senderTimeout = Duration.seconds(30);
    const email = new EmailQueue(this, 'EmailQueue', { config, senderTimeout });
    this.queue = email.queue;
    this.deadLetterQueue = email.deadLetterQueue;
    this.subscriptionDeadLetterQueue = this.#subscribe(props);

    const send = new OrderFunction(this, 'SendEmail', {
      config,
      artifacts,
      entry: 'send-email',
      description: 'Sends each customer the confirmation of the order, once.',
      timeout: senderTimeout,
    });
    props.orders.grantRead(send);
    props.confirmations.grantConfirm(send);
    const mailSender = new MailSender(this, 'MailSender', { config, sender });
    mailSender.grantSend(send);
    this.configurationSetName = mailSender.configurationSetName;
    const outcomes = new MailOutcomes(this, 'MailOutcomes', {
      ...{ config, artifacts, confirmations: props.confirmations },
      configurationSet: mailSender.configurationSet,
    });
    this.outcomesQueue = outcomes.queue;
    this.outcomesDeadLetterQueue = outcomes.deadLetterQueue;
    send.tell(ENVIRONMENT.siteUrl, props.siteUrl);
    send.tell(ENVIRONMENT.shopSettings, asciiJson(config.shop));
    send.tell(ENVIRONMENT.cancellationMinutes, String(config.cancellationMinutes));
    this.#consume(send, sender);
    this.#watch(send, config);
  }

  /** That a mail can never be sent is no failure of the function, and in no queue. */
  #watch({ logGroup }: OrderFunction, config: StageConfig): void {
    const refused = new MetricFilter(this, 'Refused', {
      logGroup,
      filterPattern: FilterPattern.stringValue('$.message', '=', 'confirmation can never be sent'),
      metricNamespace: Stack.of(this).stackName,
      metricName: 'ConfirmationsRefused',
      metricValue: '1',
    });
    watch(this, 'NeverSent', {
      config,
      metric: refused.metric({ period: Duration.minutes(5), statistic: Stats.SUM }),
      above: 0,
      meaning: 'A customer can never be mailed: the address of the order takes no mail',
      runbook: 'A customer got no confirmation',
    });
  }

  #subscribe({ config, events }: ConfirmationEmailProps): Queue {
    const { queue } = new DeadLetterQueue(this, 'SubscriptionDeadLetters', {
      config,
      meaning: 'The topic could not put announcements into the e-mail queue; nobody sends them by itself',
      runbook: 'Confirmations not delivered to the queue',
    });
    events.subscribe(
      new SqsSubscription(this.queue, {
        rawMessageDelivery: true,
        deadLetterQueue: queue,
        // What else the topic may announce one day is not for the customer.
        filterPolicy: { eventType: SubscriptionFilter.stringFilter({ allowlist: [...MAILED] }) },
      }),
    );
    return queue;
  }

  #consume(send: OrderFunction, { mailsPerSecond }: SenderConfig): void {
    // By hand: SqsEventSource would also allow what Lambda does not need.
    send.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.queue.queueArn);
    send.lambda.addEventSourceMapping('EmailQueue', {
      eventSourceArn: this.queue.queueArn,
      // As many as the function begins, half a second apart at worst, with time left for each before its timeout.
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: Math.max(LEAST_CONCURRENCY, Math.floor(mailsPerSecond / MAILS_PER_SECOND_OF_ONE)),
    });
  }
}
