import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  FilterPattern,
  type IFilterPattern,
  type ILogGroup,
  type JsonPattern,
  MetricFilter,
} from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Properties of {@link BusinessMetrics}. */
export interface BusinessMetricsProps {
  /** Where submit-order says "order accepted". */
  readonly acceptedLogs: ILogGroup;
  /** Where persist-order says "order decided", with the status and the minutes since the acceptance. */
  readonly decidedLogs: ILogGroup;
  /** Where record-cancellation says "order cancelled". */
  readonly cancelledLogs: ILogGroup;
  /** Where ask-person says "question put", with its kind. */
  readonly askedLogs: ILogGroup;
  /** Where support-review-order leaves the audit line of each review. */
  readonly reviewLogs: ILogGroup;
}

/** How many orders were accepted, processed, rejected, cancelled and asked about, and how long that took: counted by CloudWatch from the lines that the
 * functions log anyway (docs/adr/0011). Each order is decided once, so counted once; a retried request is accepted again. */
export class BusinessMetrics extends Construct {
  /** Under which the stack publishes metrics of its own. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: BusinessMetricsProps) {
    super(scope, id);
    const { acceptedLogs, decidedLogs, cancelledLogs, askedLogs, reviewLogs } = props;
    this.namespace = Stack.of(this).stackName;
    const said = (message: string): JsonPattern => FilterPattern.stringValue('$.message', '=', message);
    const decided = (status: string): IFilterPattern =>
      FilterPattern.all(
        FilterPattern.stringValue('$.message', '=', 'order decided'),
        FilterPattern.stringValue('$.status', '=', status),
      );
    this.#filter('OrdersAccepted', acceptedLogs, said('order accepted'));
    this.#filter('OrdersProcessed', decidedLogs, decided('Processed'));
    this.#filter('OrdersRejected', decidedLogs, decided('Rejected'));
    this.#filter('OrdersCancelled', cancelledLogs, said('order cancelled'));
    const asked = (kind: string): IFilterPattern =>
      FilterPattern.all(
        FilterPattern.stringValue('$.message', '=', 'question put'),
        FilterPattern.stringValue('$.kind', '=', kind),
        FilterPattern.stringValue('$.asking', '=', 'asked'),
      );
    this.#filter('CustomersAsked', askedLogs, asked('customer'));
    this.#filter('ReviewsAsked', askedLogs, asked('review'));
    this.#filter(
      'ReviewsAnswered',
      reviewLogs,
      FilterPattern.all(
        FilterPattern.stringValue('$.action', '=', 'review-order'),
        FilterPattern.stringValue('$.outcome', '=', '202'),
      ),
    );
    // A cancellation ends a question too.
    this.#filter(
      'ReviewsAnswered',
      cancelledLogs,
      FilterPattern.all(said('order cancelled'), FilterPattern.stringValue('$.from', '=', 'UnderReview')),
      '1',
      'ReviewsCancelled',
    );
    this.#filter(
      'ReviewsMissed',
      decidedLogs,
      FilterPattern.all(
        FilterPattern.stringValue('$.message', '=', 'order decided'),
        FilterPattern.stringValue('$.unanswered', '=', 'review'),
      ),
    );
    this.#filter('MinutesToProcess', decidedLogs, decided('Processed'), '$.minutesSinceAccepted');
  }

  /** Answers of 202. */
  accepted(options?: MetricOptions): Metric {
    return this.#metric('OrdersAccepted', options);
  }

  processed(options?: MetricOptions): Metric {
    return this.#metric('OrdersProcessed', options);
  }

  rejected(options?: MetricOptions): Metric {
    return this.#metric('OrdersRejected', options);
  }

  /** By their customers or by support, whether before or after they were processed. */
  cancelled(options?: MetricOptions): Metric {
    return this.#metric('OrdersCancelled', options);
  }

  /** Questions put to customers. */
  customersAsked(options?: MetricOptions): Metric {
    return this.#metric('CustomersAsked', options);
  }

  /** Questions put to support. */
  reviewsAsked(options?: MetricOptions): Metric {
    return this.#metric('ReviewsAsked', options);
  }

  /** Answers of support. */
  reviewsAnswered(options?: MetricOptions): Metric {
    return this.#metric('ReviewsAnswered', options);
  }

  /** Orders rejected because nobody of support answered in time. */
  reviewsMissed(options?: MetricOptions): Metric {
    return this.#metric('ReviewsMissed', options);
  }

  /** From the acceptance of an order until it is Processed. */
  minutesToProcess(options?: MetricOptions): Metric {
    return this.#metric('MinutesToProcess', options);
  }

  #filter(
    metricName: string,
    logGroup: ILogGroup,
    filterPattern: IFilterPattern,
    metricValue = '1',
    id = metricName,
  ): void {
    const { namespace: metricNamespace } = this;
    new MetricFilter(this, id, { logGroup, filterPattern, metricNamespace, metricName, metricValue });
  }

  #metric(metricName: string, options?: MetricOptions): Metric {
    const { namespace } = this;
    return new Metric({ namespace, metricName, statistic: Stats.SUM, period: Duration.minutes(5), ...options });
  }
}
