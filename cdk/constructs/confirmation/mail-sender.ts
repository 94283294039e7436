import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CloudWatchDimensionSource,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { SenderConfig, StageConfig } from '../../config.ts';
import { watch } from '../shared/alarm.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import type { OrderFunction } from '../shared/order-function.ts';

/** Properties of {@link MailSender}. */
export interface MailSenderProps {
  readonly config: StageConfig;
  readonly sender: SenderConfig;
}

/** The auto-tag that SES puts on each mail, by which its metrics are those of this configuration set alone. */
const DIMENSION = 'ses:configuration-set';

/** How a mail ends badly, as CloudWatch names it, and how many of it an hour call a person. */
const BAD_ENDS = [
  // SES reviews an account at 5 % bounces. The addresses are verified, so a few a day mean that something is wrong.
  { metric: 'Bounce', perHour: 5, meaning: 'Confirmations bounce' },
  // SES reviews an account at 0.1 % complaints: each one counts.
  { metric: 'Complaint', perHour: 1, meaning: 'A customer marked a confirmation as spam' },
  { metric: 'Reject', perHour: 1, meaning: 'SES took a confirmation for a virus' },
] as const;

/** By what SES judges the whole account, of all it sent of late: it reviews one at 5 % bounces or 0.1 % complaints, and stops its
 * sending at 10 % or 0.5 %. A person hears at half of what brings a review.
 * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html */
const RATES = [
  {
    id: 'BounceRate',
    metric: 'Reputation.BounceRate',
    from: 0.025,
    meaning: 'Over 2.5 % of what the account mails bounces',
  },
  {
    id: 'ComplaintRate',
    metric: 'Reputation.ComplaintRate',
    from: 0.0005,
    meaning: 'Over 0.05 % of what the account mails is marked as spam',
  },
] as const;

/** Who the shop's mails come from, and the configuration set under which SES counts what becomes of them. */
export class MailSender extends Construct {
  readonly configurationSetName: string;
  readonly configurationSet: ConfigurationSet;
  readonly #sender: SenderConfig;

  constructor(scope: Construct, id: string, { config, sender }: MailSenderProps) {
    super(scope, id);
    this.#sender = sender;
    // An account has each identity once, so two stages cannot both make it, nor one where it was verified by hand; and who
    // destroys a stage does not mean the other's sender (docs/adr/0014).
    if (sender.createIdentity) {
      const identity = new EmailIdentity(this, 'Identity', { identity: Identity.email(sender.address) });
      identity.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSetName = this.configurationSet.configurationSetName;
    this.configurationSet.addEventDestination('Metrics', {
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
      destination: EventDestination.cloudWatchDimensions([
        { source: CloudWatchDimensionSource.MESSAGE_TAG, name: DIMENSION, defaultValue: 'none' },
      ]),
    });
    this.#watch(config);
  }

  /** Lets the function send mails from this sender, counted by this configuration set. */
  grantSend(fn: OrderFunction): void {
    const { address } = this.#sender;
    // Each mail needs permission on its sender's identity and on the configuration set; in the sandbox, SES asks for it on
    // the identities of verified recipients too (docs/adr/0014). What bounds it is the address that mails come from.
    const identities = this.#arn('identity', '*');
    fn.allowIf({ StringEquals: { 'ses:FromAddress': address } }, ['ses:SendEmail'], identities);
    fn.allow(['ses:SendEmail'], this.#arn('configuration-set', this.configurationSetName));
    Validations.of(fn).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
      reason: 'Recipients are unknown beforehand; the statement holds for mails from one address alone.',
    });
    fn.tell(ENVIRONMENT.senderAddress, address);
    fn.tell(ENVIRONMENT.configurationSet, this.configurationSetName);
  }

  #arn(resource: string, resourceName: string): string {
    const arnFormat = ArnFormat.SLASH_RESOURCE_NAME;
    return Stack.of(this).formatArn({ service: 'ses', resource, resourceName, arnFormat });
  }

  #watch(config: StageConfig): void {
    for (const { id, metric, from, meaning } of RATES) {
      watch(this, id, {
        config,
        // Without a dimension they are the account's and region's, whichever stage sent.
        metric: new Metric({
          namespace: 'AWS/SES',
          metricName: metric,
          period: Duration.hours(1),
          statistic: Stats.MAXIMUM,
        }),
        atLeast: from,
        meaning,
        runbook: 'SES doubts the account',
      });
    }
    for (const { metric, perHour, meaning } of BAD_ENDS) {
      watch(this, metric, {
        config,
        metric: new Metric({
          namespace: 'AWS/SES',
          metricName: metric,
          dimensionsMap: { [DIMENSION]: this.configurationSetName },
          period: Duration.hours(1),
          statistic: Stats.SUM,
        }),
        atLeast: perHour,
        periods: 1,
        meaning,
        runbook: 'Bounces and complaints',
      });
    }
  }
}
