import { Duration } from 'aws-cdk-lib';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SenderConfig } from '../../config.ts';
import type { OrderEvents } from '../orders/order-events.ts';
import type { OrdersTable } from '../orders/orders-table.ts';
import { DeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import { EmailQueue } from './email-queue.ts';
import { MailSender } from './mail-sender.ts';

/** Properties of {@link ConfirmationEmail}. */
export interface ConfirmationEmailProps extends FunctionSettings {
  readonly sender: SenderConfig;
  readonly events: OrderEvents;
  readonly orders: OrdersTable;
  /** Where a mail's link leads; ends with `/`. */
  readonly siteUrl: string;
}

/**
 * How many mails one environment of send-email sends a second, one after the other, at the most: each takes two writes to
 * DynamoDB and one call of SES, 150 ms and more in all.
 */
const MAILS_PER_SECOND_OF_ONE = 7;

/** Lambda's least for an event source. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const LEAST_CONCURRENCY = 2;

/** The confirmation that each customer gets by e-mail: topic -> queue -> send-email -> SES. */
export class ConfirmationEmail extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  /** What the topic could not put into the queue. */
  readonly subscriptionDeadLetterQueue: Queue;
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
    props.orders.grantConfirm(send);
    const mailSender = new MailSender(this, 'MailSender', { config, sender });
    mailSender.grantSend(send);
    this.configurationSetName = mailSender.configurationSetName;
    send.tell(ENVIRONMENT.siteUrl, props.siteUrl);
    this.#consume(send, sender);
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
        filterPolicy: {
          eventType: SubscriptionFilter.stringFilter({ allowlist: ['OrderProcessed', 'OrderRejected'] }),
        },
      }),
    );
    return queue;
  }

  #consume(send: OrderFunction, { mailsPerSecond }: SenderConfig): void {
    // By hand: SqsEventSource would also allow what Lambda does not need.
    send.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.queue.queueArn);
    send.lambda.addEventSourceMapping('EmailQueue', {
      eventSourceArn: this.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: Math.max(LEAST_CONCURRENCY, Math.floor(mailsPerSecond / MAILS_PER_SECOND_OF_ONE)),
    });
  }
}
