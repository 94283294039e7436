import { Alias } from 'aws-cdk-lib/aws-kms';
import { type ITopic, type ITopicSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { DeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import type { OrderFunction } from '../shared/order-function.ts';

/** Properties of {@link OrderEvents}. */
export interface OrderEventsProps {
  readonly config: StageConfig;
}

/** The topic that announces what became of each order. */
export class OrderEvents extends Construct {
  readonly topicArn: string;
  readonly topic: ITopic;
  /** What could not be mailed to the operations address; absent where nothing is. */
  readonly operationsDeadLetterQueue: IQueue | undefined;
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, { config }: OrderEventsProps) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', {
      displayName: 'Order events',
      enforceSSL: true,
      // Only a Lambda function of this account publishes, so the AWS-managed key suffices, at no monthly price.
      masterKey: Alias.fromAliasName(this, 'Key', 'alias/aws/sns'),
    });
    this.topic = this.#topic;
    this.topicArn = this.#topic.topicArn;
    // Where customers get their mails themselves, one more an order would only drown what operations has to read.
    if (config.sender === undefined && config.operationsAddress !== undefined) {
      this.operationsDeadLetterQueue = this.#tellOperations(config.operationsAddress, config);
    }
  }

  /** Subscribes a consumer; it de-duplicates on order id and event type, as delivery is at least once. */
  subscribe(subscription: ITopicSubscription): void {
    this.#topic.addSubscription(subscription);
  }

  /** Lets the function announce events. */
  grantPublish(fn: OrderFunction): void {
    fn.allow(['sns:Publish'], this.topicArn);
    fn.tell(ENVIRONMENT.orderEventsTopicArn, this.topicArn);
  }

  /** Every announcement as a readable mail, once that address has confirmed the subscription. */
  #tellOperations(address: string, config: StageConfig): IQueue {
    const { queue } = new DeadLetterQueue(this, 'OperationsDeadLetters', {
      config,
      meaning: 'Announcements could not be mailed to the operations address; customers are not concerned',
      runbook: 'Announcements not delivered to operations',
    });
    this.subscribe(new EmailSubscription(address, { deadLetterQueue: queue }));
    return queue;
  }
}
