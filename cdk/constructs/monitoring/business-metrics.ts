import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Properties of {@link BusinessMetrics}. */
export interface BusinessMetricsProps {
  /** Where submit-order says "order accepted". */
  readonly acceptedLogs: ILogGroup;
  /** Where persist-order says "order decided", with the status and the minutes since the acceptance. */
  readonly decidedLogs: ILogGroup;
}

/** How many orders were accepted, processed and rejected, and how long that took: counted by CloudWatch from the lines that the
 * functions log anyway (docs/adr/0011). Each order is decided once, so counted once; a retried request is accepted again. */
export class BusinessMetrics extends Construct {
  /** Under which the stack publishes metrics of its own. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, { acceptedLogs, decidedLogs }: BusinessMetricsProps) {
    super(scope, id);
    this.namespace = Stack.of(this).stackName;
    const said = (message: string): IFilterPattern => FilterPattern.stringValue('$.message', '=', message);
    const decided = (status: string): IFilterPattern =>
      FilterPattern.all(
        FilterPattern.stringValue('$.message', '=', 'order decided'),
        FilterPattern.stringValue('$.status', '=', status),
      );
    this.#filter('OrdersAccepted', acceptedLogs, said('order accepted'));
    this.#filter('OrdersProcessed', decidedLogs, decided('Processed'));
    this.#filter('OrdersRejected', decidedLogs, decided('Rejected'));
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

  /** From the acceptance of an order until it is Processed. */
  minutesToProcess(options?: MetricOptions): Metric {
    return this.#metric('MinutesToProcess', options);
  }

  #filter(metricName: string, logGroup: ILogGroup, filterPattern: IFilterPattern, metricValue = '1'): void {
    const { namespace: metricNamespace } = this;
    new MetricFilter(this, metricName, { logGroup, filterPattern, metricNamespace, metricName, metricValue });
  }

  #metric(metricName: string, options?: MetricOptions): Metric {
    const { namespace } = this;
    return new Metric({ namespace, metricName, statistic: Stats.SUM, period: Duration.minutes(5), ...options });
  }
}
