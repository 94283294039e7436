import { Duration, Stack } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { asciiJson } from '../../shop-config.ts';
import type { OrderApi } from '../api/order-api.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ConfirmationsTable } from '../confirmation/confirmations-table.ts';
import type { OrderEvents } from '../orders/order-events.ts';
import type { OrdersTable } from '../orders/orders-table.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import type { OrderCancellation } from '../workflow/order-cancellation.ts';
import type { OrderWorkflow } from '../workflow/order-workflow.ts';
import type { ActivityTable } from './activity-table.ts';
import type { BulkAction } from './bulk-action.ts';
import type { FailuresTable } from './failures-table.ts';

/** A dead-letter queue that support sees. */
export interface SupportedQueue {
  /** Short, as it stands in addresses: `orders`. */
  readonly name: string;
  readonly queue: IQueue;
  /** The queue that its messages come from; absent where they come from a subscription or a rule, as SQS moves such
   * messages nowhere. */
  readonly source?: IQueue | undefined;
}

/** Properties of {@link SupportApi}. */
export interface SupportApiProps extends FunctionSettings {
  readonly api: OrderApi;
  readonly orders: OrdersTable;
  readonly confirmations: ConfirmationsTable;
  /** Where announcements wait for their mail; absent where no mails are sent. */
  readonly emailQueue?: IQueue | undefined;
  /** Where a mail's link leads; ends with `/`. */
  readonly siteUrl: string;
  readonly workflow: OrderWorkflow;
  readonly cancellation: OrderCancellation;
  readonly events: OrderEvents;
  readonly catalogue: Catalogue;
  readonly activity: ActivityTable;
  readonly failures: FailuresTable;
  readonly bulk: BulkAction;
  readonly deadLetterQueues: readonly SupportedQueue[];
}

/** What support staff may do, each part by a function of its own with the permissions for it alone. The functions let in the
 * group `support` only: the authorizer knows who is signed in, not what they are. */
export class SupportApi extends Construct {
  /** The functions that take what support decides. */
  readonly decisions: readonly OrderFunction[];
  readonly reviewOrder: OrderFunction;

  constructor(scope: Construct, id: string, props: SupportApiProps) {
    super(scope, id);
    const { api, orders, workflow, cancellation, activity, failures } = props;

    const search = this.#function(
      'SearchOrders',
      'search-orders',
      'Finds orders, and those that need a person.',
      props,
    );
    orders.grantSearch(search);
    props.confirmations.grantFindTroubles(search);
    if (props.emailQueue) search.allow(['sqs:GetQueueAttributes'], props.emailQueue.queueArn);
    search.tell(ENVIRONMENT.emailQueueUrl, props.emailQueue?.queueUrl ?? 'none');
    workflow.grantFindFailures(search);
    cancellation.grantFindFailures(search);
    failures.grantFind(search);
    api.route('GET', 'support/orders', search);
    // For what may not stand in an address, as addresses are logged.
    api.route('POST', 'support/orders/search', search);
    api.route('GET', 'support/failures', search);
    api.route('GET', 'support/counts', search);
    api.route('GET', 'support/mails', search);

    const trace = this.#function('TraceOrder', 'trace-order', 'Shows the executions of an order.', props);
    workflow.grantTrace(trace);
    cancellation.grantTrace(trace);
    api.route('GET', 'support/orders/{orderId}/execution', trace);

    const redrive = this.#function('RedriveOrder', 'redrive-order', 'Revives an order that failed.', props);
    orders.grantRestart(redrive);
    workflow.grantRun(redrive);
    cancellation.grantRun(redrive);
    activity.grantNote(redrive);
    api.route('POST', 'support/orders/{orderId}/redrive', redrive);

    const stop = this.#function('StopExecution', 'stop-execution', 'Stops an execution, with a reason.', props);
    workflow.grantStop(stop);
    cancellation.grantStop(stop);
    activity.grantNote(stop);
    api.route('POST', 'support/orders/{orderId}/stop', stop);

    const acts = this.#function('ShowActivity', 'activity', 'Shows what support did, and takes notes.', props);
    orders.grantRead(acts);
    activity.grantShow(acts);
    api.route('GET', 'support/activity', acts);
    api.route('POST', 'support/orders/{orderId}/notes', acts);

    const [review, cancel] = this.#decisions(props);
    this.reviewOrder = review;
    this.decisions = [review, cancel];
    this.#mails(props);
    this.#bulk(props);
    this.#products(props);
    this.#deadLetters(props);
  }

  #mails(props: SupportApiProps): void {
    const { config, api, orders, confirmations, events, activity } = props;
    const resend = this.#function(
      'ResendConfirmation',
      'resend-confirmation',
      'Sends mails again, and settles them.',
      props,
    );
    orders.grantRead(resend);
    events.grantPublish(resend);
    confirmations.grantSettle(resend);
    activity.grantNote(resend);
    api.route('POST', 'support/orders/{orderId}/resend-confirmation', resend);
    api.route('POST', 'support/orders/{orderId}/mails/{occasion}/settle', resend);

    const show = this.#function('ShowMail', 'show-mail', 'Shows a mail as its reader sees it.', props);
    orders.grantRead(show);
    confirmations.grantRead(show);
    show.tell(ENVIRONMENT.senderAddress, config.sender?.address ?? 'none');
    show.tell(ENVIRONMENT.siteUrl, props.siteUrl);
    show.tell(ENVIRONMENT.shopSettings, asciiJson(config.shop));
    show.tell(ENVIRONMENT.cancellationMinutes, String(config.cancellationMinutes));
    api.route('GET', 'support/orders/{orderId}/mails/{occasion}', show);
  }

  #decisions(props: SupportApiProps): [review: OrderFunction, cancel: OrderFunction] {
    const { config, api, orders, workflow, cancellation, activity } = props;
    const review = this.#function('ReviewOrder', 'review-order', 'Lets a large order pass, or rejects it.', props);
    const cancel = this.#function('CancelForShop', 'cancel-order', 'Cancels an order, with a reason.', props);
    for (const fn of [review, cancel]) {
      orders.grantAnswer(fn);
      activity.grantNote(fn);
    }
    workflow.grantAnswer(review);
    workflow.grantCancelAsked(cancel);
    cancellation.grantStart(cancel);
    cancel.tell(ENVIRONMENT.cancellationMinutes, String(config.cancellationMinutes));
    api.route('POST', 'support/orders/{orderId}/review', review);
    api.route('POST', 'support/orders/{orderId}/cancel', cancel);
    return [review, cancel];
  }

  #bulk(props: SupportApiProps): void {
    const { api, workflow, cancellation, activity, bulk } = props;
    // One for all of its calls: the template has room for 500 resources, and a function takes nine with its alarms.
    const fn = this.#function('Bulk', 'bulk', 'Begins, stops and shows what is done with many orders.', props);
    bulk.grantRun(fn);
    activity.grantBulk(fn);
    props.confirmations.grantFollow(fn);
    workflow.grantDescribe(fn);
    cancellation.grantDescribe(fn);
    api.route('GET', 'support/bulk', fn);
    api.route('POST', 'support/bulk', fn);
    api.route('GET', 'support/bulk/{id}', fn);
    api.route('GET', 'support/bulk/{id}/execution', fn);
    api.route('POST', 'support/bulk/{id}/stop', fn);
  }

  #products(props: SupportApiProps): void {
    const { api, catalogue, activity } = props;
    const list = this.#function('ShowCatalogue', 'show-catalogue', 'Shows support the catalogue.', props);
    catalogue.grantList(list);
    api.route('GET', 'support/products', list);

    const change = this.#function('ChangeProduct', 'change-product', 'Changes a product, or its stock.', props);
    catalogue.grantChange(change);
    activity.grantNote(change);
    api.route('PUT', 'support/products/{product}', change);
    api.route('POST', 'support/products/{product}/stock', change);
  }

  #deadLetters(props: SupportApiProps): void {
    const { api, deadLetterQueues, activity } = props;
    const fn = this.#function('DeadLetters', 'dead-letters', 'Shows, discards and moves back dead letters.', props);
    activity.grantNote(fn);
    const arns = deadLetterQueues.map(({ queue }) => queue.queueArn);
    const movable = deadLetterQueues.flatMap(({ queue, source }) => (source ? [{ queue, source }] : []));
    fn.allow(
      ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'],
      ...arns,
    );
    // A move task receives, deletes and sends with the permissions of who starts it.
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-dlq-redrive.html
    fn.allow(['sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks'], ...movable.map(({ queue }) => queue.queueArn));
    fn.allow(['sqs:SendMessage'], ...movable.map(({ source }) => source.queueArn));
    fn.tell(
      ENVIRONMENT.deadLetterQueues,
      Stack.of(this).toJsonString(
        Object.fromEntries(
          deadLetterQueues.map(({ name, queue, source }) => [
            name,
            { url: queue.queueUrl, arn: queue.queueArn, source: source?.queueArn, sourceUrl: source?.queueUrl },
          ]),
        ),
      ),
    );
    api.route('GET', 'support/dead-letters', fn);
    api.route('GET', 'support/dead-letters/{queue}/messages', fn);
    api.route('DELETE', 'support/dead-letters/{queue}/messages/{id}', fn);
    api.route('POST', 'support/dead-letters/{queue}/messages/{id}/redrive', fn);
    api.route('GET', 'support/dead-letters/{queue}/redrive', fn);
    api.route('POST', 'support/dead-letters/{queue}/redrive', fn);
  }

  #function(id: string, entry: string, description: string, { config, artifacts }: SupportApiProps): OrderFunction {
    return new OrderFunction(this, id, {
      config,
      artifacts,
      entry: `support-${entry}`,
      description,
      timeout: Duration.seconds(10),
    });
  }
}
