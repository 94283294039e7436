import { change, resourceOf, revoked } from '../edits.ts';
import { type RowEntry, rowsOf } from '../row.ts';
import type { WalkName } from '../walks.ts';

const GUIDE = 'IAM/latest/UserGuide/';
const GRAMMAR = `${GUIDE}reference_policies_grammar.html`;
const KEYS = `${GUIDE}reference_policies_condition-keys.html`;
const QUOTAS = `${GUIDE}reference_iam-quotas.html`;
const POLICY = 'IAM::Policy OrderApiSubmitOrderRoleDefaultPolicy';
const SUBMIT_ROLE = 'IAM::Role OrderApiSubmitOrderRole';

const MALFORMED = 'A policy that breaks the grammar is refused as malformed.';

const malformed = (
  name: string,
  changes: Readonly<Record<string, unknown>>,
  by = /SubmitOrderRoleDefaultPolicy.*(olicy|ocument|tatement)/,
): RowEntry => ({
  ...{ name, breaks: change(POLICY, changes), aws: MALFORMED, page: GRAMMAR, noticed: 'start', by },
});

/** A Deny for the role that accepts, under a condition that holds. */
const denied = (key: string, condition: object): RowEntry => ({
  name: `a Deny by ${key}`,
  breaks: (template) => {
    const { PolicyDocument } = resourceOf(template, POLICY).Properties as { PolicyDocument: { Statement: object[] } };
    PolicyDocument.Statement.push({ Effect: 'Deny', Action: 'sqs:SendMessage', Resource: '*', Condition: condition });
  },
  aws: `Each request has ${key}, and a Deny on it holds.`,
  page: KEYS,
  noticed: 'order',
  by: /explicit deny/,
});

const trusted = (
  what: string,
  service: string,
  by: RegExp,
  aws: string,
  page: string,
  noticed: 'start' | WalkName = 'start',
): RowEntry => ({
  name: `a role that ${service} may not assume`,
  breaks: change(what, { 'AssumeRolePolicyDocument.Statement.0.Principal': { Service: 'ec2.amazonaws.com' } }),
  ...{ aws, page, noticed, by },
});

const lacks = (role: string, action: string, noticed: WalkName): RowEntry => ({
  name: `${action} missing for ${role
    .replace(/Role$/, '')
    .replace(/^\w+?(?=[A-Z]\w+[A-Z])/, '')
    .replace(/Order|Orders/g, '')}`,
  breaks: revoked(role, action),
  aws: 'What no policy allows is denied.',
  page: `${GUIDE}reference_policies_evaluation-logic.html`,
  noticed,
  by: new RegExp(`not authorized to perform: ${action}|${action}`),
});

export const iam = rowsOf('IAM', [
  malformed('a statement without a resource', { 'PolicyDocument.Statement.2.Resource': undefined }),
  malformed('a statement without an action', { 'PolicyDocument.Statement.2.Action': undefined }),
  malformed('a statement without an effect', { 'PolicyDocument.Statement.2.Effect': undefined }),
  malformed('an effect in small letters', { 'PolicyDocument.Statement.2.Effect': 'allow' }),
  malformed('a version that is none', { 'PolicyDocument.Version': '2020-01-01' }),
  malformed('a principal in a policy of a role', { 'PolicyDocument.Statement.2.Principal': '*' }),
  malformed('an action and its opposite', { 'PolicyDocument.Statement.2.NotAction': 'sqs:PurgeQueue' }),
  malformed('an action without a service', { 'PolicyDocument.Statement.2.Action': 'SendMessage' }),
  malformed('a resource that is no ARN', { 'PolicyDocument.Statement.2.Resource': 'queue' }),
  malformed('a condition operator that is none', {
    'PolicyDocument.Statement.2.Condition': { StringEqual: { 'aws:RequestedRegion': 'us-east-1' } },
  }),
  malformed('two statements of one Sid', {
    'PolicyDocument.Statement.0.Sid': 'One',
    'PolicyDocument.Statement.1.Sid': 'One',
  }),
  malformed('a Sid with a space', { 'PolicyDocument.Statement.0.Sid': 'Two words' }),
  malformed('no statement', { 'PolicyDocument.Statement': undefined }),
  malformed('a member that policies do not have', { 'PolicyDocument.Statement.2.Resources': '*' }),
  {
    ...malformed(
      'over 10,240 characters',
      {
        'PolicyDocument.Statement.2.Resource': Array.from(
          { length: 300 },
          (_none, at) => `arn:aws:sqs:us-east-1:000000000000:queue-of-a-long-name-${at}`,
        ),
      },
      /(SubmitOrderRole).*(10,?240|size|limit)/i,
    ),
    aws: 'The inline policies of a role have at most 10,240 characters together.',
    page: QUOTAS,
  },
  {
    name: 'a policy of a role that is not there',
    breaks: change(POLICY, { Roles: ['nowhere'] }),
    aws: 'The roles of a policy have to exist.',
    page: 'IAM/latest/APIReference/API_PutRolePolicy.html',
    noticed: 'start',
    by: /SubmitOrderRoleDefaultPolicy.*nowhere/,
  },
  {
    name: 'a policy of nobody',
    breaks: change(POLICY, { Roles: undefined }),
    aws: 'A policy needs a role, a user or a group.',
    page: 'AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html',
    noticed: 'start',
    by: /SubmitOrderRoleDefaultPolicy/,
  },
  {
    name: 'a trust policy with a resource',
    breaks: change(SUBMIT_ROLE, { 'AssumeRolePolicyDocument.Statement.0.Resource': '*' }),
    aws: 'A trust policy has no resource.',
    page: `${GUIDE}id_roles_create_for-service.html`,
    noticed: 'start',
    by: /SubmitOrderRole.*[rR]esource/,
  },
  {
    name: 'a trust policy without a principal',
    breaks: change(SUBMIT_ROLE, { 'AssumeRolePolicyDocument.Statement.0.Principal': undefined }),
    aws: 'A trust policy needs a principal.',
    page: GRAMMAR,
    noticed: 'start',
    by: /SubmitOrderRole.*[pP]rincipal/,
  },
  {
    name: 'a trust policy of a principal that is none',
    breaks: change(SUBMIT_ROLE, { 'AssumeRolePolicyDocument.Statement.0.Principal': { Service: 'lambda.amazon.com' } }),
    aws: 'An invalid principal is refused.',
    page: `${GUIDE}reference_policies_elements_principal.html`,
    noticed: 'start',
    by: /SubmitOrderRole.*([pP]rincipal|assumed)|SubmitOrderFunction.*assumed/,
  },
  {
    name: 'a role of a name of 65 characters',
    breaks: change(SUBMIT_ROLE, { RoleName: 'r'.repeat(65) }),
    aws: 'Role names have at most 64 characters.',
    page: QUOTAS,
    noticed: 'start',
    by: /SubmitOrderRole.*(roleName|RoleName)/,
  },
  {
    name: 'a session of 13 hours',
    breaks: change(SUBMIT_ROLE, { MaxSessionDuration: 46_800 }),
    aws: 'MaxSessionDuration is between 3,600 and 43,200 seconds.',
    page: 'IAM/latest/APIReference/API_CreateRole.html',
    noticed: 'start',
    by: /SubmitOrderRole.*[mM]axSessionDuration/,
  },
  {
    name: 'a managed policy that is not there',
    breaks: change(SUBMIT_ROLE, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSNowhere'] }),
    aws: 'A managed policy has to exist to be attached.',
    page: 'IAM/latest/APIReference/API_AttachRolePolicy.html',
    noticed: 'start',
    by: /SubmitOrderRole.*AWSNowhere/,
  },
  trusted(
    SUBMIT_ROLE,
    'Lambda',
    /SubmitOrder(Function|Role).*cannot be assumed by Lambda/,
    'The role defined for the function cannot be assumed by Lambda.',
    'lambda/latest/dg/lambda-intro-execution-role.html',
  ),
  trusted(
    'IAM::Role OrderWorkflowRole',
    'Step Functions',
    /OrderWorkflowStateMachine.*(assume|trust)/,
    'The role of a state machine has to trust states.amazonaws.com.',
    'step-functions/latest/dg/procedure-create-iam-role.html',
  ),
  trusted(
    'IAM::Role OrderPipeRole',
    'Pipes',
    /OrderPipe\w*.*(assume|trust)/i,
    'The role of a pipe has to trust pipes.amazonaws.com.',
    'eventbridge/latest/userguide/eb-pipes-permissions.html',
  ),
  trusted(
    'IAM::Role OrderApiRestApiCloudWatchRole',
    'API Gateway',
    /Account.*trust/i,
    'The role for logs has to trust apigateway.amazonaws.com.',
    'apigateway/latest/developerguide/set-up-logging.html',
  ),
  {
    name: 'a trust of Step Functions for another account',
    breaks: change('IAM::Role OrderWorkflowRole', {
      'AssumeRolePolicyDocument.Statement.0.Condition': { StringEquals: { 'aws:SourceAccount': '111111111111' } },
    }),
    aws: 'Step Functions sends aws:SourceAccount when it assumes the role.',
    page: 'step-functions/latest/dg/procedure-create-iam-role.html',
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*(assume|trust)/,
  },
  {
    name: 'a trust of Step Functions for another state machine',
    breaks: change('IAM::Role OrderWorkflowRole', {
      'AssumeRolePolicyDocument.Statement.0.Condition': {
        ArnLike: { 'aws:SourceArn': 'arn:aws:states:us-east-1:000000000000:stateMachine:Another' },
      },
    }),
    aws: 'Step Functions sends aws:SourceArn when it assumes the role.',
    page: 'step-functions/latest/dg/procedure-create-iam-role.html',
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*(assume|trust)/,
  },
  {
    name: 'a trust of Pipes for another account',
    breaks: change('IAM::Role OrderPipeRole', {
      'AssumeRolePolicyDocument.Statement.0.Condition': { StringEquals: { 'aws:SourceAccount': '111111111111' } },
    }),
    aws: 'Pipes sends aws:SourceAccount when it assumes the role.',
    page: 'eventbridge/latest/userguide/eb-pipes-permissions.html',
    noticed: 'start',
    by: /OrderPipe\w*.*(assume|trust)/i,
  },
  denied('aws:RequestedRegion', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }),
  denied('aws:PrincipalAccount', { StringEquals: { 'aws:PrincipalAccount': '000000000000' } }),
  denied('aws:PrincipalArn', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/*' } }),
  denied('aws:userid', { StringLike: { 'aws:userid': '*:*' } }),
  denied('aws:CurrentTime', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
  denied('aws:EpochTime', { NumericGreaterThan: { 'aws:EpochTime': '1500000000' } }),
  denied('aws:PrincipalType', { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } }),
  denied('aws:username', { Null: { 'aws:username': 'true' } }),
  denied('aws:ResourceAccount', { StringEquals: { 'aws:ResourceAccount': '000000000000' } }),
  denied('aws:ViaAWSService', { Bool: { 'aws:ViaAWSService': 'false' } }),
  denied('aws:SecureTransport', { Bool: { 'aws:SecureTransport': 'true' } }),
  lacks('OrderApiSubmitOrderRole', 'sqs:SendMessage', 'order'),
  lacks('OrderApiListProductsRole', 'dynamodb:Scan', 'order'),
  lacks('OrderApiGetOrderRole', 'dynamodb:GetItem', 'order'),
  lacks('OrderApiListOrdersRole', 'dynamodb:Query', 'order'),
  lacks('OrderPipeProcessOrderRole', 'dynamodb:PutItem', 'order'),
  lacks('OrderPipeProcessOrderRole', 'states:StartExecution', 'order'),
  lacks('OrderWorkflowRole', 'lambda:InvokeFunction', 'order'),
  lacks('OrderWorkflowValidateOrderRole', 'dynamodb:BatchGetItem', 'order'),
  lacks('OrderWorkflowPersistOrderRole', 'dynamodb:UpdateItem', 'order'),
  lacks('OrderWorkflowPublishConfirmationRole', 'sns:Publish', 'order'),
  lacks('ConfirmationEmailSendEmailRole', 'dynamodb:UpdateItem', 'order'),
  lacks('ConfirmationEmailMailOutcomesNoteMailOutcomeRole', 'dynamodb:UpdateItem', 'order'),
  lacks('OperationsAlertsNotifyOperationsRole', 'sns:Publish', 'failure'),
  lacks('OperationsAlertsNotifyOperationsRole', 'states:GetExecutionHistory', 'failure'),
  lacks('OrderApiCancelOrderRole', 'states:StartExecution', 'cancellation'),
  lacks('OrderCancellationRole', 'lambda:InvokeFunction', 'cancellation'),
  lacks('OrderApiAnswerOrderRole', 'states:SendTaskSuccess', 'question'),
  lacks('OrderWorkflowAskPersonRole', 'dynamodb:UpdateItem', 'question'),
  lacks('SupportApiSearchOrdersRole', 'dynamodb:Query', 'desk'),
  lacks('SupportApiTraceOrderRole', 'states:GetExecutionHistory', 'desk'),
]);
