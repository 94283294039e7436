import { describe, expect, it } from 'vitest';
import { checks } from './checks.ts';
import { prodContext, type Resource, synthesizedTemplate, type TemplateJson } from './synthesized.ts';

/** Something that a careless change does to one resource; false where there is nothing of the kind to do to it. */
type Mutation = (resource: Resource) => boolean;

const template = synthesizedTemplate({
  ...prodContext,
  senderAddress: 'shop@example.com',
  operationsAddress: 'operations@example.com',
});

const remove = (resource: Resource, ...path: readonly string[]): boolean => {
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<Resource | undefined>((found, member) => found?.[member], resource);
  if (holder?.[last] === undefined) return false;
  delete holder[last];
  return true;
};

/** Removes a member of the properties of each resource of a type. */
const without =
  (type: string, ...path: readonly string[]): Mutation =>
  (resource) =>
    resource.Type === type && remove(resource.Properties, ...path);

const policyDocument = ({ Type, Properties }: Resource): Resource | undefined =>
  Type === 'AWS::DynamoDB::Table' ? Properties.ResourcePolicy?.PolicyDocument : Properties?.PolicyDocument;

const dropTlsStatement: Mutation = (resource) => {
  if (!/Policy$|Table$/.test(resource.Type)) return false;
  const document = policyDocument(resource);
  if (!Array.isArray(document?.Statement)) return false;
  const kept = document.Statement.filter(({ Condition }: Resource) => !Condition?.Bool?.['aws:SecureTransport']);
  const dropped = kept.length < document.Statement.length;
  document.Statement = kept;
  return dropped;
};

/** The first statement of a policy that allows something. */
const allowing = ({ Type, Properties }: Resource): Resource | undefined =>
  Type === 'AWS::IAM::Policy'
    ? [Properties.PolicyDocument.Statement]
        .flat()
        .find(({ Effect, Resource: name }) => Effect === 'Allow' && name !== '*')
    : undefined;

/** CDK's own custom resources are not for us to narrow. */
const isOurs = (id: string): boolean => !id.startsWith('Custom');

const mutations: Readonly<Record<keyof typeof checks, Readonly<Record<string, Mutation>>>> = {
  'what fails is kept': {
    'a queue loses its dead-letter queue': without('AWS::SQS::Queue', 'RedrivePolicy'),
    'a subscription of a queue loses its dead-letter queue': (resource) =>
      resource.Properties?.Protocol === 'sqs' && without('AWS::SNS::Subscription', 'RedrivePolicy')(resource),
    'a rule’s target loses its dead-letter queue': without('AWS::Events::Rule', 'Targets', '0', 'DeadLetterConfig'),
    'what a function gives up goes nowhere': without('AWS::Lambda::EventInvokeConfig', 'DestinationConfig'),
    'a dead-letter queue forgets early': (resource) => {
      if (resource.Type !== 'AWS::SQS::Queue' || resource.Properties.MessageRetentionPeriod !== 1_209_600) return false;
      resource.Properties.MessageRetentionPeriod = 345_600;
      return true;
    },
  },
  'what is kept rings': {
    'the alarm of a dead-letter queue waits for more than one message': (resource) => {
      const { MetricName, Threshold } = resource.Properties ?? {};
      if (MetricName !== 'ApproximateNumberOfMessagesVisible' || Threshold !== 0) return false;
      resource.Properties.Threshold = 10;
      return true;
    },
  },
  'alarms act': {
    'an alarm loses its action': without('AWS::CloudWatch::Alarm', 'AlarmActions'),
    'the composite alarm loses its action': without('AWS::CloudWatch::CompositeAlarm', 'AlarmActions'),
    'an alarm names no runbook': without('AWS::CloudWatch::Alarm', 'AlarmDescription'),
    'an alarm leaves missing data open': without('AWS::CloudWatch::Alarm', 'TreatMissingData'),
    'an alarm is switched off': (resource) => {
      if (resource.Type !== 'AWS::CloudWatch::Alarm') return false;
      resource.Properties.ActionsEnabled = false;
      return true;
    },
  },
  'data is encrypted': {
    'a queue loses its encryption': without('AWS::SQS::Queue', 'SqsManagedSseEnabled'),
    'a topic loses its key': without('AWS::SNS::Topic', 'KmsMasterKeyId'),
    'a table loses its encryption': without('AWS::DynamoDB::Table', 'SSESpecification'),
    'a bucket loses its encryption': without('AWS::S3::Bucket', 'BucketEncryption'),
    'a key is no longer rotated': without('AWS::KMS::Key', 'EnableKeyRotation'),
  },
  'TLS is demanded': {
    'a policy no longer refuses plain HTTP': dropTlsStatement,
    'a table loses its policy': without('AWS::DynamoDB::Table', 'ResourcePolicy'),
    'pages are served without TLS': (resource) => {
      if (resource.Type !== 'AWS::CloudFront::Distribution') return false;
      resource.Properties.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy = 'allow-all';
      return true;
    },
    'the API is asked without TLS': (resource) => {
      const origin = resource.Properties?.DistributionConfig?.Origins?.find(
        (found: Resource) => found.CustomOriginConfig,
      );
      if (!origin) return false;
      origin.CustomOriginConfig.OriginProtocolPolicy = 'match-viewer';
      return true;
    },
  },
  'buckets are private': {
    'a bucket may be made public': without('AWS::S3::Bucket', 'PublicAccessBlockConfiguration'),
    'a bucket takes a public policy': without('AWS::S3::Bucket', 'PublicAccessBlockConfiguration', 'BlockPublicPolicy'),
  },
  'permissions are narrow': {
    'an action becomes a wildcard': (resource) => {
      const statement = allowing(resource);
      if (!statement) return false;
      statement.Action = `${[statement.Action].flat()[0].split(':')[0]}:*`;
      return true;
    },
    'a resource becomes a wildcard': (resource) => {
      const statement = allowing(resource);
      // Those that AWS lets nobody narrow are about tracing and log delivery, and have no others beside them.
      if (!statement || /^(xray|logs):/.test([statement.Action].flat()[0])) return false;
      statement.Resource = '*';
      return true;
    },
    'mails may come from any address': (resource) => {
      const statements: Resource[] = [policyDocument(resource)?.Statement ?? []].flat();
      return statements.some((statement) => remove(statement, 'Condition', 'StringEquals', 'ses:FromAddress'));
    },
    'a queue lets anybody send': (resource) => {
      if (resource.Type !== 'AWS::SQS::QueuePolicy') return false;
      const { Statement } = resource.Properties.PolicyDocument;
      Statement.push({ Effect: 'Allow', Action: 'sqs:SendMessage', Principal: '*', Resource: 'arn:of:it' });
      return true;
    },
  },
  'calls are traced, and logs forget': {
    'a function is no longer traced': without('AWS::Lambda::Function', 'TracingConfig'),
    'the API is no longer traced': without('AWS::ApiGateway::Stage', 'TracingEnabled'),
    'the workflow logs what orders say': (resource) => {
      if (resource.Type !== 'AWS::StepFunctions::StateMachine') return false;
      resource.Properties.LoggingConfiguration.IncludeExecutionData = true;
      return true;
    },
    'a log never forgets': without('AWS::Logs::LogGroup', 'RetentionInDays'),
  },
  'the firewall cannot be passed': {
    'it stands before nothing': (resource) => {
      if (resource.Type !== 'AWS::WAFv2::WebACLAssociation') return false;
      resource.Properties.ResourceArn = 'arn:of:something:else';
      return true;
    },
    'it no longer asks for the secret': (resource) => {
      if (resource.Type !== 'AWS::WAFv2::WebACL') return false;
      resource.Properties.Rules.shift();
      return true;
    },
    'it only counts who comes past the distribution': (resource) => {
      if (resource.Type !== 'AWS::WAFv2::WebACL') return false;
      resource.Properties.Rules[0].Action = { Count: {} };
      return true;
    },
    'the distribution sends another secret': (resource) => {
      const origin = resource.Properties?.DistributionConfig?.Origins?.find(
        (found: Resource) => found.OriginCustomHeaders,
      );
      if (!origin) return false;
      origin.OriginCustomHeaders[0].HeaderValue = 'not-the-secret';
      return true;
    },
    'it no longer limits the rate of a viewer': (resource) => {
      if (resource.Type !== 'AWS::WAFv2::WebACL') return false;
      const { Rules } = resource.Properties;
      resource.Properties.Rules = Rules.filter(({ Name }: Resource) => Name !== 'RateOfViewer');
      return true;
    },
  },
};

/** The template with the mutation done to one resource, for each resource that it can be done to. */
const mutants = (mutate: Mutation): [string, TemplateJson][] =>
  Object.entries(template.Resources)
    .filter(([id]) => isOurs(id))
    .flatMap(([id, original]): [string, TemplateJson][] => {
      const resource = structuredClone(original);
      return mutate(resource) ? [[id, { ...template, Resources: { ...template.Resources, [id]: resource } }]] : [];
    });

describe.each(Object.entries(mutations))('%s: the check fails when', (name, ways) => {
  const check = checks[name];

  it('nothing was changed: no, then it passes', () => {
    expect(check?.(template)).toEqual([]);
  });

  it.each(Object.entries(ways))('%s, whichever it is', (_, mutate) => {
    const made = mutants(mutate);
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter(([, mutant]) => check?.(mutant).length === 0).map(([id]) => id)).toEqual([]);
  });
});

it('every check has a mutation that it finds', () => {
  expect(Object.keys(mutations).sort()).toEqual(Object.keys(checks).sort());
});
