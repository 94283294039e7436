import { ofType, type Resource, readable, render, type TemplateJson } from './synthesized.ts';

/** Looks at a template for one kind of fault; gives a line for each that it finds. */
export type Check = (template: TemplateJson) => string[];

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];

const typed = (template: TemplateJson, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);

const named = (value: unknown): string => {
  const [argument] = Object.values((value ?? {}) as Record<string, unknown>);
  return String(Array.isArray(argument) ? argument[0] : argument);
};

/** The logical ids of queues that others put their dead letters into. */
const deadLetterQueues = (template: TemplateJson): Set<string> => {
  const found = new Set<string>();
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type === 'AWS::SQS::Queue' && Properties?.RedrivePolicy)
      found.add(named(Properties.RedrivePolicy.deadLetterTargetArn));
    if (Type === 'AWS::SNS::Subscription' && Properties.RedrivePolicy) {
      found.add(named(Properties.RedrivePolicy.deadLetterTargetArn));
    }
    if (Type === 'AWS::Events::Rule') {
      for (const { DeadLetterConfig } of Properties.Targets)
        if (DeadLetterConfig) found.add(named(DeadLetterConfig.Arn));
    }
  }
  return found;
};

/** Whatever can fail to deliver or to handle has somewhere to put what it could not, which exists and keeps it for 14 days. */
const everyHopHasDeadLetters: Check = (template) => {
  const dead = deadLetterQueues(template);
  const queues = typed(template, 'AWS::SQS::Queue');
  return [
    ...queues
      .filter(([id, { Properties }]) => !dead.has(id) && !Properties.RedrivePolicy)
      .map(([id]) => `queue ${readable(id)} has no dead-letter queue, and is none`),
    ...[...dead]
      .filter((id) => !template.Resources[id])
      .map((id) => `dead-letter queue ${readable(id)} does not exist`),
    ...queues
      .filter(([id, { Properties }]) => dead.has(id) && Properties.MessageRetentionPeriod !== 1_209_600)
      .map(([id]) => `dead-letter queue ${readable(id)} does not keep its messages for 14 days`),
    ...typed(template, 'AWS::SNS::Subscription')
      .filter(([, { Properties }]) => !Properties.RedrivePolicy && !isForPeople(Properties, template))
      .map(([id]) => `subscription ${readable(id)} has no dead-letter queue`),
    ...typed(template, 'AWS::Events::Rule')
      .filter(([, { Properties }]) => Properties.Targets.some((target: Resource) => !target.DeadLetterConfig))
      .map(([id]) => `a target of rule ${readable(id)} has no dead-letter queue`),
    ...typed(template, 'AWS::Lambda::EventInvokeConfig')
      .filter(([, { Properties }]) => !Properties.DestinationConfig?.OnFailure?.Destination)
      .map(([id]) => `what ${readable(id)} gives up goes nowhere`),
  ];
};

/** Alarms mailed to a person: what a mailbox refuses is of no use in a queue; CloudWatch's own page shows what rings. */
const isForPeople = ({ Protocol, TopicArn }: Resource, template: TemplateJson): boolean =>
  Protocol === 'email' &&
  typed(template, 'AWS::CloudWatch::Alarm').some(([, alarm]) =>
    list(alarm.Properties.AlarmActions).some((action) => named(action) === named(TopicArn)),
  );

/** Every dead-letter queue is watched by an alarm that rings at the first message. */
const everyDeadLetterRings: Check = (template) => {
  const watched = new Set(
    typed(template, 'AWS::CloudWatch::Alarm')
      .map(([, { Properties }]) => Properties)
      .filter(({ MetricName, Threshold }) => MetricName === 'ApproximateNumberOfMessagesVisible' && Threshold === 0)
      .map(({ Dimensions }) => named(Dimensions[0].Value)),
  );
  return [...deadLetterQueues(template)]
    .filter((id) => !watched.has(id))
    .map((id) => `nobody is told of messages in ${readable(id)}`);
};

/** Every alarm acts, treats missing data on purpose, and says what to do. */
const everyAlarmActs: Check = (template) =>
  ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
    typed(template, type).flatMap(([id, { Properties }]) => {
      const acts = list(Properties.AlarmActions).some(
        (action) => template.Resources[named(action)]?.Type === 'AWS::SNS::Topic',
      );
      const says = /Runbook: docs\/runbook\.md, ".+"\.$/.test(Properties.AlarmDescription ?? '');
      return [
        ...(acts ? [] : [`alarm ${readable(id)} tells nobody`]),
        ...(Properties.ActionsEnabled === false ? [`alarm ${readable(id)} is switched off`] : []),
        ...(says ? [] : [`alarm ${readable(id)} names no section of the runbook`]),
        ...(type.endsWith('::Alarm') && Properties.TreatMissingData === undefined
          ? [`alarm ${readable(id)} leaves it open what missing data means`]
          : []),
      ];
    }),
  );

/** How each type of resource that keeps data says that it is encrypted. */
const encryption: Readonly<Record<string, (properties: Resource) => boolean>> = {
  'AWS::SQS::Queue': ({ SqsManagedSseEnabled, KmsMasterKeyId }) =>
    SqsManagedSseEnabled === true || KmsMasterKeyId !== undefined,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId !== undefined,
  'AWS::DynamoDB::Table': ({ SSESpecification }) => SSESpecification?.SSEEnabled === true,
  'AWS::S3::Bucket': ({ BucketEncryption }) => list(BucketEncryption?.ServerSideEncryptionConfiguration).length > 0,
  'AWS::KMS::Key': ({ EnableKeyRotation }) => EnableKeyRotation === true,
};

/** Whatever keeps data encrypts it. */
const everythingIsEncrypted: Check = (template) =>
  Object.entries(template.Resources)
    .filter(([, { Type, Properties }]) => encryption[Type]?.(Properties ?? {}) === false)
    .map(([id, { Type }]) => `${Type} ${readable(id)} is not encrypted as it should be`);

/** Types whose policy is a resource of its own, and how that policy names what it is for. */
const POLICY_TYPES = [
  ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues'],
  ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics'],
  ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Bucket'],
] as const;

const refusesPlainHttp = (document: Resource | undefined): boolean =>
  list<Resource>(document?.Statement).some(
    ({ Effect, Condition, Principal }) =>
      Effect === 'Deny' &&
      Condition?.Bool?.['aws:SecureTransport'] === 'false' &&
      ['*', JSON.stringify({ AWS: '*' })].includes(
        typeof Principal === 'string' ? Principal : JSON.stringify(Principal),
      ),
  );

/** Nothing is reachable without TLS. */
const everythingDemandsTls: Check = (template) => [
  ...POLICY_TYPES.flatMap(([type, policyType, member]) => {
    const covered = new Set(
      typed(template, policyType)
        .filter(([, { Properties }]) => refusesPlainHttp(Properties.PolicyDocument))
        .flatMap(([, { Properties }]) => list<unknown>(Properties[member]).map(named)),
    );
    return typed(template, type)
      .filter(([id]) => !covered.has(id))
      .map(([id]) => `${type} ${readable(id)} can be used without TLS`);
  }),
  ...typed(template, 'AWS::DynamoDB::Table')
    .filter(([, { Properties }]) => !refusesPlainHttp(Properties.ResourcePolicy?.PolicyDocument))
    .map(([id]) => `AWS::DynamoDB::Table ${readable(id)} can be used without TLS`),
  ...typed(template, 'AWS::CloudFront::Distribution').flatMap(([id, { Properties }]) => {
    const { DefaultCacheBehavior, CacheBehaviors, Origins } = Properties.DistributionConfig;
    const open = [DefaultCacheBehavior, ...list<Resource>(CacheBehaviors)].filter(
      ({ ViewerProtocolPolicy }) => !['https-only', 'redirect-to-https'].includes(ViewerProtocolPolicy),
    );
    const plain = Origins.filter(
      ({ CustomOriginConfig: origin }: Resource) => origin && origin.OriginProtocolPolicy !== 'https-only',
    );
    return [
      ...open.map(() => `${readable(id)} serves pages without TLS`),
      ...plain.map(() => `${readable(id)} asks an origin without TLS`),
    ];
  }),
];

/** No bucket can be made public. */
const noBucketIsPublic: Check = (template) =>
  typed(template, 'AWS::S3::Bucket')
    .filter(([, { Properties }]) => {
      const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } =
        Properties.PublicAccessBlockConfiguration ?? {};
      return !(BlockPublicAcls && BlockPublicPolicy && IgnorePublicAcls && RestrictPublicBuckets);
    })
    .map(([id]) => `bucket ${readable(id)} could be made public`);

/** What AWS can be told no more narrowly: the action, and the resource as a pattern; why is in permissions.test.ts. */
const UNAVOIDABLE: readonly RegExp[] = [
  /^xray:(PutTraceSegments|PutTelemetryRecords|GetSamplingRules|GetSamplingTargets) \*$/,
  /^logs:(Create|Get|Update|Delete|List)LogDeliver(y|ies) \*$/,
  /^logs:(PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups) \*$/,
  /^states:\w+ arn:AWS::Partition:states:AWS::Region:AWS::AccountId:execution:(OrderProcessing|OrderCancellation|BulkAction)(-\w+)?:\*$/,
  // A key's policy means by `*` the key itself.
  /^kms:[\w*]+ \*$/,
  // Objects have names that nobody knows beforehand.
  /^s3:(PutObject SiteLogs\.Arn\/pages|GetObject SitePages\.Arn)\/\*$/,
  // CDK's own function, which empties the buckets of a disposable stage before they go.
  /^s3:(PutBucketPolicy|GetBucket\*|List\*|DeleteObject\*) Site(Logs|Pages)\.Arn(\/\*)?$/,
];

/** CDK's own functions, which run during deployments alone and whose policies are CDK's to write. */
const isProvider = (id: string): boolean => /^Custom(CDKBucketDeployment|S3AutoDeleteObjects)/.test(id);

const statementsOf = ({ Properties = {} }: Resource): Resource[] => [
  ...list<Resource>(Properties.PolicyDocument?.Statement),
  ...list<Resource>(Properties.KeyPolicy?.Statement),
  ...list<Resource>(Properties.Policies).flatMap(({ PolicyDocument }) => list<Resource>(PolicyDocument?.Statement)),
];

/** Mails to anybody, as long as they come from one address: in the sandbox SES asks about recipients' identities too. */
const fromOneAddress = (line: string, condition: Resource | undefined): boolean =>
  /^ses:SendEmail \S+:identity\/\*$/.test(line) &&
  /^[^*?@]+@[^*?@]+$/.test(String(condition?.StringEquals?.['ses:FromAddress']));

/** No permission names more than it must: neither an action nor a resource nor a caller by a wildcard. */
const noWildcards: Check = (template) =>
  Object.entries(template.Resources)
    .filter(([id]) => !isProvider(id))
    .flatMap(([id, resource]) =>
      statementsOf(resource)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action, Resource: resources, Principal, Condition }) => {
          const lines = list<string>(Action).flatMap((action) =>
            list<unknown>(resources ?? 'this').map((name) => `${action} ${render(name)}`),
          );
          const excess = lines
            .filter((line) => line.includes('*') && !UNAVOIDABLE.some((known) => known.test(line)))
            .filter((line) => !fromOneAddress(line, Condition));
          const anyone = Principal === '*' || Principal?.AWS === '*';
          return [
            ...excess.map((line) => `${readable(id)} allows ${line}`),
            ...(anyone ? [`${readable(id)} lets anybody in`] : []),
          ];
        }),
    );

/** Every function, and the API, is traced, and every log forgets. */
const everythingIsTraced: Check = (template) => [
  ...typed(template, 'AWS::Lambda::Function')
    .filter(([id, { Properties }]) => !isProvider(id) && Properties.TracingConfig?.Mode !== 'Active')
    .map(([id]) => `function ${readable(id)} is not traced`),
  ...typed(template, 'AWS::ApiGateway::Stage')
    .filter(([, { Properties }]) => !Properties.TracingEnabled || !Properties.AccessLogSetting)
    .map(([id]) => `stage ${readable(id)} is not traced or leaves no access log`),
  ...typed(template, 'AWS::StepFunctions::StateMachine')
    .filter(
      ([, { Properties }]) =>
        !Properties.TracingConfiguration?.Enabled || Properties.LoggingConfiguration?.IncludeExecutionData !== false,
    )
    .map(([id]) => `workflow ${readable(id)} is not traced, or logs what its orders say`),
  ...typed(template, 'AWS::Logs::LogGroup')
    .filter(([, { Properties }]) => Properties.RetentionInDays === undefined)
    .map(([id]) => `log group ${readable(id)} never forgets`),
];

/** Where there is a web firewall, it stands before the API and there is no way round it. */
const noWayRoundTheFirewall: Check = (template) => {
  const firewalls = ofType(template, 'AWS::WAFv2::WebACL');
  return firewalls.flatMap(([name, { Properties }]) => {
    const [first] = Properties.Rules.toSorted((a: Resource, b: Resource) => a.Priority - b.Priority);
    const proof = first?.Statement.NotStatement?.Statement.ByteMatchStatement;
    const header = proof?.FieldToMatch.SingleHeader.Name;
    const secret = JSON.stringify(proof?.SearchString ?? null);
    const [distribution] = ofType(template, 'AWS::CloudFront::Distribution').map(([, found]) => found.Properties);
    const origins: Resource[] = distribution?.DistributionConfig.Origins ?? [];
    const sent = origins.some(({ OriginCustomHeaders }) =>
      list<Resource>(OriginCustomHeaders).some(
        ({ HeaderName, HeaderValue }) => HeaderName === header && JSON.stringify(HeaderValue) === secret,
      ),
    );
    const attached = ofType(template, 'AWS::WAFv2::WebACLAssociation').some(([, association]) =>
      /::\/restapis\/.+\/stages\//.test(render(association.Properties.ResourceArn)),
    );
    const rated = Properties.Rules.some(
      ({ Action, Statement: { RateBasedStatement: rate } }: Resource) =>
        Action?.Block &&
        rate?.AggregateKeyType === 'FORWARDED_IP' &&
        rate.ForwardedIPConfig.HeaderName !== 'x-forwarded-for',
    );
    return [
      ...(first?.Action?.Block && header && /resolve:secretsmanager/.test(secret)
        ? []
        : [`${name} does not ask for a secret first`]),
      ...(sent ? [] : [`the distribution does not send what ${name} asks for`]),
      ...(attached ? [] : [`${name} stands before nothing`]),
      ...(rated ? [] : [`${name} does not limit the rate of a viewer`]),
    ];
  });
};

/** Every check, by what it says. */
export const checks: Readonly<Record<string, Check>> = {
  'what fails is kept': everyHopHasDeadLetters,
  'what is kept rings': everyDeadLetterRings,
  'alarms act': everyAlarmActs,
  'data is encrypted': everythingIsEncrypted,
  'TLS is demanded': everythingDemandsTls,
  'buckets are private': noBucketIsPublic,
  'permissions are narrow': noWildcards,
  'calls are traced, and logs forget': everythingIsTraced,
  'the firewall cannot be passed': noWayRoundTheFirewall,
};
