import { ArnFormat, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { FIVE_MINUTES, LASTING, watch } from '../shared/alarm.ts';

/** Properties of {@link WebFirewall}. */
export interface WebFirewallProps {
  readonly config: StageConfig;
  /** What it stands before. */
  readonly stage: Stage;
  readonly origin: OriginProof;
  /** Requests that one viewer may make in five minutes. */
  readonly requestsPerFiveMinutes: number;
  /** Orders that one sign-in may place in five minutes. */
  readonly ordersPerFiveMinutes: number;
}

/** The header that only the distribution can send, and which the firewall asks for. */
const PROOF_HEADER = 'x-origin-proof';
/** The header in which the distribution says whose request it is. */
export const VIEWER_HEADER = 'x-viewer-address';

/** A secret that the distribution sends along and the firewall asks for: who does not come through the one has not the other. */
export class OriginProof extends Construct {
  /** For the distribution's origin. */
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      description: 'Proves to the web firewall of the API that a request came through the distribution.',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      // Made anew with a new stack; nobody else knows it.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Distribution and firewall must change it together: docs/operations.md, "Rotate the proof of origin".',
    });
    // Only a reference is written into the template; CloudFormation resolves it when it makes or changes the resource.
    this.value = secret.secretValue.unsafeUnwrap();
    this.headers = { [PROOF_HEADER]: this.value };
  }
}

/** The web ACL before the API. It lets in what came through the distribution alone, so that the API's own address is no way
 * round it, and counts by the viewer's address, which a regional ACL would not see (docs/adr/0009). */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    const { stage, origin, requestsPerFiveMinutes, ordersPerFiveMinutes } = props;
    const { stackName } = Stack.of(this);
    const acl = new CfnWebACL(this, 'Acl', {
      description: 'Before the API: the distribution only, managed rules, a rate for each viewer.',
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: measured(stackName),
      customResponseBodies: {
        [THROTTLED_KEY]: { contentType: 'APPLICATION_JSON', content: JSON.stringify(THROTTLED) },
      },
      rules: [
        onlyThrough(origin),
        rateOfViewer(requestsPerFiveMinutes),
        ordersOfSignIn(ordersPerFiveMinutes),
        ...managedRules,
      ].map((rule, priority) => ({ ...rule, priority, visibilityConfig: measured(rule.name) })),
    });
    new CfnWebACLAssociation(this, 'Association', { webAclArn: acl.attrArn, resourceArn: stage.stageArn });
    this.#log(acl, props);
    this.#watch(stackName, props);
  }

  /** Robots are blocked day and night; customers only when distribution and firewall disagree on the proof, or a rule errs. */
  #watch(webAcl: string, { config }: WebFirewallProps): void {
    const count = (metricName: string): Metric =>
      new Metric({
        namespace: 'AWS/WAFV2',
        metricName,
        dimensionsMap: { WebACL: webAcl, Region: Stack.of(this).region, Rule: 'ALL' },
        statistic: Stats.SUM,
        ...FIVE_MINUTES,
      });
    watch(this, 'BlocksMost', {
      config,
      metric: new MathExpression({
        expression: 'IF(FILL(blocked, 0) >= 50, 100 * FILL(blocked, 0) / (FILL(blocked, 0) + FILL(allowed, 0)), 0)',
        usingMetrics: { blocked: count('BlockedRequests'), allowed: count('AllowedRequests') },
        label: 'blocked in percent',
        ...FIVE_MINUTES,
      }),
      above: 50,
      periods: LASTING,
      meaning: 'The web firewall blocks more requests than it lets through',
      runbook: 'The web firewall blocks customers',
    });
  }

  /** What was blocked and by which rule, without what a header may hold. */
  #log(acl: CfnWebACL, { config }: WebFirewallProps): void {
    // WAF takes only names that begin so. Retained under a fixed name it would block the next first deployment.
    const logGroupName = `aws-waf-logs-${Stack.of(this).stackName}`;
    const { logRetention: retention } = config;
    const logGroup = new LogGroup(this, 'Logs', { logGroupName, retention, removalPolicy: RemovalPolicy.DESTROY });
    const logging = new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // WAF refuses the `:*` at the end of a log group's usual ARN.
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      // Queries and referring pages too: cursors, and whatever somebody puts into an address.
      redactedFields: [
        ...['authorization', 'cookie', 'referer', PROOF_HEADER].map((Name) => ({ singleHeader: { Name } })),
        { queryString: {} },
      ],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }],
          },
        ],
      },
    });
    logging.node.addDependency(logGroup);
  }
}

type Rule = Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>;

const measured = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

/** First, because the next one believes the header that the distribution wrote. */
const onlyThrough = ({ value }: OriginProof): Rule => ({
  name: 'OnlyThroughTheDistribution',
  action: { block: {} },
  statement: {
    notStatement: {
      statement: exactly({ singleHeader: { Name: PROOF_HEADER } }, value),
    },
  },
});

const rateOfViewer = (requestsPerFiveMinutes: number): Rule => ({
  name: 'RateOfViewer',
  action: { block: {} },
  statement: {
    rateBasedStatement: {
      limit: requestsPerFiveMinutes,
      evaluationWindowSec: 300,
      aggregateKeyType: 'FORWARDED_IP',
      forwardedIpConfig: { headerName: VIEWER_HEADER, fallbackBehavior: 'MATCH' },
    },
  },
});

/** The name of the body that tells a customer to wait, and that body: the API's own of the same code. */
const THROTTLED_KEY = 'throttled';
const THROTTLED = {
  type: 'about:blank',
  title: 'Too Many Requests',
  status: 429,
  code: 'throttled',
  detail: 'You have placed many orders in a few minutes. Try again later.',
};

/** Counts by the token, without anything being stored in the path of an order (docs/adr/0018). */
const ordersOfSignIn = (ordersPerFiveMinutes: number): Rule => ({
  name: 'OrdersOfSignIn',
  action: {
    block: {
      customResponse: {
        responseCode: 429,
        customResponseBodyKey: THROTTLED_KEY,
        responseHeaders: [{ name: 'retry-after', value: '300' }],
      },
    },
  },
  statement: {
    rateBasedStatement: {
      limit: ordersPerFiveMinutes,
      evaluationWindowSec: 300,
      aggregateKeyType: 'CUSTOM_KEYS',
      customKeys: [{ header: { name: 'authorization', textTransformations: [{ priority: 0, type: 'NONE' }] } }],
      scopeDownStatement: {
        andStatement: { statements: [exactly({ method: {} }, 'POST'), exactly({ uriPath: {} }, '/api/orders')] },
      },
    },
  },
});

const exactly = (fieldToMatch: CfnWebACL.FieldToMatchProperty, searchString: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch,
    positionalConstraint: 'EXACTLY',
    searchString,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html */
const managedRules: readonly Rule[] = [
  {
    name: 'CommonRuleSet',
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: 'AWSManagedRulesCommonRuleSet',
        // It blocks bodies over 8 KB; the API itself refuses those over 16 KB, with an answer that says so.
        // It blocks query strings over 2,048 bytes; a cursor of Step Functions or a receipt of SQS may be longer, and the
        // functions check both.
        ruleActionOverrides: ['SizeRestrictions_BODY', 'SizeRestrictions_QUERYSTRING'].map((name) => ({
          name,
          actionToUse: { count: {} },
        })),
      },
    },
  },
  {
    name: 'KnownBadInputs',
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesKnownBadInputsRuleSet' } },
  },
];
