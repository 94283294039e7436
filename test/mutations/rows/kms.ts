import { added, all, arnOf, change, gone, resourceOf, revoked } from '../edits.ts';
import { rowsOf } from '../row.ts';

const GUIDE = 'kms/latest/developerguide/';
const KEY_POLICIES = `${GUIDE}key-policies.html`;
const KEY = 'KMS::Key OperationsAlertsKey';
const TOPIC = 'SNS::Topic OrderEventsTopic';
type Template = Parameters<typeof resourceOf>[0];

const onKey = (what: string, property: string) => (template: Template) =>
  change(what, { [property]: arnOf(template, KEY) })(template);
const denyAll = {
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' }],
  Version: '2012-10-17',
};
const queueOnKey = (what: string) => (template: Template) =>
  change(what, { KmsMasterKeyId: arnOf(template, KEY), SqsManagedSseEnabled: false })(template);

export const kms = rowsOf('KMS', [
  {
    name: 'a topic on a customer-managed key, without a grant for who publishes',
    breaks: onKey(TOPIC, 'KmsMasterKeyId'),
    aws: 'Who publishes needs kms:GenerateDataKey and kms:Decrypt on the topic’s key.',
    page: 'sns/latest/dg/sns-key-management.html',
    noticed: 'order',
    by: /kms:GenerateDataKey|KMS/,
  },
  {
    name: 'a queue on a customer-managed key, without a grant for who sends',
    breaks: queueOnKey('SQS::Queue OrderQueue'),
    aws: 'Who sends needs kms:GenerateDataKey and kms:Decrypt on the queue’s key.',
    page: 'AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
    noticed: 'order',
    by: /kms:GenerateDataKey|KMS/,
  },
  {
    name: 'a subscribed queue on a key that does not admit SNS',
    breaks: all(queueOnKey('SQS::Queue ConfirmationEmailEmailQueue'), (template) => {
      const policy = resourceOf(template, 'IAM::Policy ConfirmationEmailSendEmailRoleDefaultPolicy').Properties
        .PolicyDocument as { Statement: object[] };
      policy.Statement.push({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' });
    }),
    aws: 'SNS needs to be admitted by the key’s policy to send to an encrypted queue.',
    page: 'sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html',
    noticed: 'order',
    by: /kms:GenerateDataKey|KMS/,
  },
  {
    name: 'a table on a customer-managed key, without a grant',
    breaks: onKey('DynamoDB::Table OrdersTable', 'SSESpecification.KMSMasterKeyId'),
    aws: 'Who reads and writes needs the key’s grant through DynamoDB.',
    page: 'amazondynamodb/latest/developerguide/encryption.usagenotes.html',
    noticed: 'order',
    by: /kms:|KMS/,
  },
  {
    name: 'kms:Decrypt missing for who publishes to an encrypted topic',
    breaks: revoked('OperationsAlertsNotifyOperationsRole', 'kms:Decrypt'),
    aws: 'Who publishes needs kms:GenerateDataKey and kms:Decrypt on the topic’s key.',
    page: 'sns/latest/dg/sns-key-management.html',
    noticed: 'failure',
    by: /kms:Decrypt/,
  },
  {
    name: 'kms:GenerateDataKey missing for who publishes to an encrypted topic',
    breaks: revoked('OperationsAlertsNotifyOperationsRole', 'kms:GenerateDataKey'),
    aws: 'Who publishes needs kms:GenerateDataKey and kms:Decrypt on the topic’s key.',
    page: 'sns/latest/dg/sns-key-management.html',
    noticed: 'failure',
    by: /kms:GenerateDataKey/,
  },
  {
    name: 'a key policy that denies everybody',
    breaks: change(KEY, { KeyPolicy: denyAll }),
    aws: 'A key policy has to leave its creator the right to change it.',
    page: KEY_POLICIES,
    noticed: 'start',
    by: /AlertsKey.*(policy|Policy)/,
  },
  {
    name: 'a key policy that admits others alone',
    breaks: change(KEY, { 'KeyPolicy.Statement.0.Principal': { AWS: 'arn:aws:iam::111111111111:root' } }),
    aws: 'A key policy has to leave its creator the right to change it.',
    page: KEY_POLICIES,
    noticed: 'start',
    by: /AlertsKey.*(policy|Policy)/,
  },
  {
    name: 'a key policy that leaves use to nobody',
    breaks: change(KEY, { 'KeyPolicy.Statement.0.Action': ['kms:PutKeyPolicy', 'kms:Describe*'] }),
    aws: 'Policies of roles count only where the key policy lets the account decide.',
    page: `${GUIDE}key-policy-default.html`,
    noticed: 'failure',
    by: /kms:/,
  },
  {
    name: 'a key policy without a principal',
    breaks: change(KEY, { 'KeyPolicy.Statement.0.Principal': undefined }),
    aws: 'A statement of a key policy needs its principal.',
    page: KEY_POLICIES,
    noticed: 'start',
    by: /AlertsKey.*([pP]olicy|[pP]rincipal)/,
  },
  {
    name: 'a key that is switched off',
    breaks: change(KEY, { Enabled: false }),
    aws: 'A disabled key encrypts nothing: KMSDisabled.',
    page: `${GUIDE}key-state.html`,
    noticed: 'failure',
    by: /disabled/i,
  },
  {
    name: 'a key that is not there',
    breaks: change('SNS::Topic OperationsAlertsTopic', {
      KmsMasterKeyId: 'arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555',
    }),
    aws: 'Publishing fails: the key does not exist.',
    page: 'sns/latest/dg/sns-key-management.html',
    noticed: 'failure',
    by: /kms|KMS/,
  },
  {
    name: 'an alias that is not there',
    breaks: change('SNS::Topic OperationsAlertsTopic', { KmsMasterKeyId: 'alias/nowhere' }),
    aws: 'Publishing fails: the alias does not exist.',
    page: 'sns/latest/dg/sns-key-management.html',
    noticed: 'failure',
    by: /alias\/nowhere|kms|KMS/,
  },
  {
    name: 'a waiting time of 6 days',
    breaks: change(KEY, { PendingWindowInDays: 6 }),
    aws: 'PendingWindowInDays is between 7 and 30.',
    page: 'AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html',
    noticed: 'start',
    by: /AlertsKey.*PendingWindowInDays/,
  },
  {
    name: 'a key specification that is none',
    breaks: change(KEY, { KeySpec: 'AES_128' }),
    aws: 'KeySpec is one of a list.',
    page: 'kms/latest/APIReference/API_CreateKey.html',
    noticed: 'start',
    by: /AlertsKey.*KeySpec/,
  },
  {
    name: 'an alias without alias/',
    breaks: added('KeyAlias', 'AWS::KMS::Alias', {
      AliasName: 'orders',
      TargetKeyId: { Ref: 'OperationsAlertsKey4999DBAC' },
    }),
    aws: 'Names of aliases begin with alias/.',
    page: 'kms/latest/APIReference/API_CreateAlias.html',
    noticed: 'start',
    by: /KeyAlias.*alias/i,
  },
  {
    name: 'an alias that AWS keeps for itself',
    breaks: added('KeyAlias', 'AWS::KMS::Alias', {
      AliasName: 'alias/aws/orders',
      TargetKeyId: { Ref: 'OperationsAlertsKey4999DBAC' },
    }),
    aws: 'Names of aliases do not begin with alias/aws/.',
    page: 'kms/latest/APIReference/API_CreateAlias.html',
    noticed: 'start',
    by: /KeyAlias.*AliasName/,
  },
  {
    name: 'a key that is taken out',
    breaks: gone(KEY),
    aws: 'A template that refers to what it does not have is refused.',
    page: 'AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html',
    noticed: 'start',
    by: /OperationsAlertsKey/,
  },
]);
