import { Alias } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ENVIRONMENT } from './environment.ts';
import type { OrderFunction } from './order-function.ts';

/** The topic that announces what became of each order. */
export class OrderEvents extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', {
      displayName: 'Order events',
      enforceSSL: true,
      // Only a Lambda function of this account publishes, so the AWS-managed key suffices, at no monthly price.
      masterKey: Alias.fromAliasName(this, 'Key', 'alias/aws/sns'),
    });
    this.topicArn = topic.topicArn;
  }

  /** Lets the function announce events. */
  grantPublish(fn: OrderFunction): void {
    fn.allow(['sns:Publish'], this.topicArn);
    fn.tell(ENVIRONMENT.orderEventsTopicArn, this.topicArn);
  }
}
