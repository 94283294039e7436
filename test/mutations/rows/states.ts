import { all, change, states as edit, gone, revoked } from '../edits.ts';
import { type RowEntry, rowsOf } from '../row.ts';

const GUIDE = 'step-functions/latest/dg/';
const CREATE = 'step-functions/latest/apireference/API_CreateStateMachine.html';
const ASL = `${GUIDE}concepts-amazon-states-language.html`;
const ERRORS = `${GUIDE}concepts-error-handling.html`;
const TASK = `${GUIDE}state-task.html`;
const LOGS = `${GUIDE}cw-logs.html`;
const MACHINE = 'StepFunctions::StateMachine OrderWorkflowStateMachine';

// biome-ignore lint/suspicious/noExplicitAny: a definition has whatever members it has
type Definition = any;

/** A definition that is refused when the state machine is created. */
const refused = (
  name: string,
  change: (definition: Definition) => void,
  by: RegExp,
  page = ASL,
  aws = 'The definition is invalid, and CreateStateMachine refuses it.',
): RowEntry => ({
  ...{
    name,
    breaks: edit('OrderWorkflow', change),
    aws,
    page,
    noticed: 'start',
    by: new RegExp(`OrderWorkflowStateMachine.*(?:${by.source})`, 's'),
  },
});

export const states = rowsOf('Step Functions', [
  refused(
    'a state that leads nowhere',
    ({ States }) => {
      States.PersistOrder.Next = 'Nowhere';
    },
    /Nowhere/,
  ),
  refused(
    'a start that is not there',
    (definition) => {
      definition.StartAt = 'Nowhere';
    },
    /StartAt|Nowhere/,
  ),
  refused(
    'no start',
    (definition) => {
      delete definition.StartAt;
    },
    /StartAt/,
  ),
  refused(
    'a state that cannot be reached',
    ({ States }) => {
      States.Lonely = { Type: 'Succeed' };
    },
    /Lonely|reach/i,
  ),
  refused(
    'a state without an end',
    ({ States }) => {
      delete States.PersistOrder.Next;
    },
    /PersistOrder|Next|End/,
  ),
  refused(
    'a state with an end and a next one',
    ({ States }) => {
      States.PersistOrder.End = true;
    },
    /PersistOrder|Next|End/,
  ),
  refused(
    'a state type that is none',
    ({ States }) => {
      States.PersistOrder.Type = 'Job';
    },
    /Type|Job|PersistOrder/,
  ),
  refused(
    'an integration that is none',
    ({ States }) => {
      States.PersistOrder.Resource = 'arn:aws:states:::lambda:invok';
    },
    /lambda:invok|Resource/,
    `${GUIDE}integrate-services.html`,
  ),
  refused(
    'JSONata that does not parse',
    ({ States }) => {
      States.PersistOrder.Output = '{% $states.result.( %}';
    },
    /PersistOrder|JSONata|expression/i,
    `${GUIDE}transforming-data.html`,
  ),
  refused(
    'JSONPath’s members in JSONata',
    ({ States }) => {
      States.PersistOrder.ResultPath = '$.result';
    },
    /ResultPath/,
    `${GUIDE}transforming-data.html`,
  ),
  refused(
    'States.ALL that is not last',
    ({ States }) => {
      States.PersistOrder.Retry.unshift({ ErrorEquals: ['States.ALL'] });
    },
    /States\.ALL/,
    ERRORS,
  ),
  refused(
    'States.ALL beside others',
    ({ States }) => {
      States.PersistOrder.Retry.push({ ErrorEquals: ['Lambda.Unknown', 'States.ALL'] });
    },
    /States\.ALL/,
    ERRORS,
  ),
  refused(
    'a heartbeat as long as the timeout',
    ({ States }) => {
      States.PersistOrder.HeartbeatSeconds = States.PersistOrder.TimeoutSeconds;
    },
    /Heartbeat/,
    TASK,
    'HeartbeatSeconds is smaller than TimeoutSeconds.',
  ),
  refused(
    'a longest wait below the first',
    ({ States }) => {
      Object.assign(States.PersistOrder.Retry[0], { IntervalSeconds: 10, MaxDelaySeconds: 10 });
    },
    /MaxDelaySeconds/,
    ERRORS,
    'MaxDelaySeconds is greater than IntervalSeconds.',
  ),
  refused(
    'a longest wait of 32 million seconds',
    ({ States }) => {
      States.PersistOrder.Retry[0].MaxDelaySeconds = 32_000_000;
    },
    /MaxDelaySeconds/,
    ERRORS,
    'MaxDelaySeconds is below 31,622,400.',
  ),
  refused(
    'waits that shrink',
    ({ States }) => {
      States.PersistOrder.Retry[0].BackoffRate = 0.5;
    },
    /BackoffRate/,
    ERRORS,
    'BackoffRate is at least 1.',
  ),
  refused(
    'a negative wait',
    ({ States }) => {
      States.PersistOrder.Retry[0].IntervalSeconds = -1;
    },
    /IntervalSeconds/,
    ERRORS,
    'IntervalSeconds is a positive integer.',
  ),
  refused(
    'a hundred million attempts',
    ({ States }) => {
      States.PersistOrder.Retry[0].MaxAttempts = 100_000_000;
    },
    /MaxAttempts/,
    ERRORS,
    'MaxAttempts is at most 99,999,999.',
  ),
  refused(
    'a jitter that is none',
    ({ States }) => {
      States.PersistOrder.Retry[0].JitterStrategy = 'HALF';
    },
    /JitterStrategy/,
    ERRORS,
    'JitterStrategy is FULL or NONE.',
  ),
  refused(
    'a retry of no error',
    ({ States }) => {
      States.PersistOrder.Retry[0].ErrorEquals = [];
    },
    /ErrorEquals/,
    ERRORS,
  ),
  refused(
    'an error name of States that is none',
    ({ States }) => {
      States.PersistOrder.Retry[0].ErrorEquals = ['States.Timeouts'];
    },
    /States\.Timeouts|ErrorEquals/,
    ERRORS,
    'Error names that begin with States. are those of the language.',
  ),
  refused(
    'a timeout of 0',
    ({ States }) => {
      States.PersistOrder.TimeoutSeconds = 0;
    },
    /TimeoutSeconds/,
    TASK,
  ),
  refused(
    'a timeout of the machine that is text',
    (definition) => {
      definition.TimeoutSeconds = 'long';
    },
    /TimeoutSeconds/,
  ),
  refused(
    'arguments that the integration does not have',
    ({ States }) => {
      States.PersistOrder.Arguments.Functions = 'x';
    },
    /Functions/,
    `${GUIDE}connect-lambda.html`,
    'Arguments of an optimized integration are checked when the machine is created.',
  ),
  refused(
    'an integration without its argument',
    ({ States }) => {
      delete States.PersistOrder.Arguments.FunctionName;
    },
    /FunctionName/,
    `${GUIDE}connect-lambda.html`,
    'Arguments of an optimized integration are checked when the machine is created.',
  ),
  refused(
    'a state name of 81 characters',
    ({ States }) => {
      const name = 's'.repeat(81);
      States[name] = { ...States.PersistOrder };
      States.PersistOrder.Next = name;
    },
    /name|80/i,
    `${GUIDE}workflow-states.html`,
    'State names have at most 80 characters.',
  ),
  refused(
    'a Catch that leads nowhere',
    ({ States }) => {
      States.PersistOrder.Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Nowhere' }];
    },
    /Nowhere/,
    ERRORS,
  ),
  refused(
    'a choice without choices',
    ({ States }) => {
      States.PersistOrder.Next = 'Choose';
      States.Choose = { Type: 'Choice', Choices: [], Default: 'PublishConfirmation' };
    },
    /Choices|Choose/,
    `${GUIDE}state-choice.html`,
  ),
  refused(
    'a version of the language that is none',
    (definition) => {
      definition.Version = '2.0';
    },
    /Version/,
  ),
  {
    name: 'a definition that is no JSON',
    breaks: change(MACHINE, { DefinitionString: '{' }),
    aws: 'The definition is invalid, and CreateStateMachine refuses it.',
    page: ASL,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*(JSON|[dD]efinition)/,
  },
  {
    name: 'a substitution that nobody gives',
    breaks: change(MACHINE, { 'DefinitionSubstitutions.PersistOrderFunctionArn': undefined }),
    aws: 'What is not substituted is no ARN of a function.',
    page: 'AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html',
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*PersistOrderFunctionArn/,
  },
  {
    name: 'a name with a space',
    breaks: change(MACHINE, { StateMachineName: 'Order Processing' }),
    aws: 'Names of state machines have no space.',
    page: CREATE,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*[nN]ame/,
  },
  {
    name: 'a name of 81 characters',
    breaks: change(MACHINE, { StateMachineName: 'm'.repeat(81) }),
    aws: 'Names of state machines have at most 80 characters.',
    page: CREATE,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*[nN]ame/,
  },
  {
    name: 'a type that is none',
    breaks: change(MACHINE, { StateMachineType: 'FAST' }),
    aws: 'StateMachineType is STANDARD or EXPRESS.',
    page: CREATE,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*StateMachineType/,
  },
  {
    name: 'an express workflow that waits for a token',
    breaks: change(MACHINE, { StateMachineType: 'EXPRESS' }),
    aws: 'Express workflows do not wait for tokens.',
    page: `${GUIDE}choosing-workflow-type.html`,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*(EXPRESS|StateMachineType)/,
  },
  {
    name: 'a role that is not there',
    breaks: change(MACHINE, { RoleArn: 'arn:aws:iam::000000000000:role/nowhere' }),
    aws: 'The role has to exist and to be assumed by Step Functions.',
    page: CREATE,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*(nowhere|assume|not authorized)/,
  },
  {
    name: 'logs to a group without :*',
    breaks: (template) => {
      change(MACHINE, {
        'LoggingConfiguration.Destinations.0.CloudWatchLogsLogGroup.LogGroupArn': {
          'Fn::Sub': 'arn:aws:logs:us-east-1:000000000000:log-group:${OrderWorkflowLogsA7929F93}',
        },
      })(template);
    },
    aws: 'The ARN of the log group ends in :*.',
    page: 'step-functions/latest/apireference/API_CloudWatchLogsLogGroup.html',
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*[lL]og/,
  },
  {
    name: 'logs to a group that is not there',
    breaks: change(MACHINE, {
      'LoggingConfiguration.Destinations.0.CloudWatchLogsLogGroup.LogGroupArn':
        'arn:aws:logs:us-east-1:000000000000:log-group:nowhere:*',
    }),
    aws: 'The log group has to exist.',
    page: LOGS,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*(nowhere|[lL]og)/,
  },
  {
    name: 'a log level that is none',
    breaks: change(MACHINE, { 'LoggingConfiguration.Level': 'SOME' }),
    aws: 'Level is ALL, ERROR, FATAL or OFF.',
    page: LOGS,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*Level/,
  },
  {
    name: 'a role without log delivery',
    breaks: revoked('OrderWorkflowRole', 'logs:CreateLogDelivery'),
    aws: 'The role needs the permissions of log delivery when the machine is created.',
    page: LOGS,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*(CreateLogDelivery|Log Destination|log)/,
  },
  {
    name: 'a role without the resource policies of logs',
    breaks: revoked('OrderWorkflowRole', 'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies'),
    aws: 'The role needs the permissions of log delivery when the machine is created.',
    page: LOGS,
    noticed: 'start',
    by: /OrderWorkflowStateMachine.*(ResourcePolic|Log Destination|log)/,
  },
  {
    name: 'two machines of one name',
    breaks: all(
      change(MACHINE, { StateMachineName: 'one-name' }),
      change('StepFunctions::StateMachine OrderCancellationStateMachine', { StateMachineName: 'one-name' }),
    ),
    aws: 'The second one is refused: a state machine of that name exists already.',
    page: CREATE,
    noticed: 'start',
    by: /StateMachine.*already exist|StateMachine.*AlreadyExists/i,
  },
  {
    name: 'an output of what is not there',
    breaks: edit('OrderWorkflow', ({ States }) => {
      States.ValidateOrder.Output = '{% $states.result.Nothing %}';
    }),
    aws: 'An expression that yields nothing fails with States.QueryEvaluationError.',
    page: `${GUIDE}transforming-data.html`,
    noticed: 'order',
    by: /States\.QueryEvaluationError/,
  },
  {
    name: 'a payload that is none',
    breaks: edit('OrderWorkflow', ({ States }) => {
      States.PersistOrder.Arguments.Payload = '{% $nowhere %}';
    }),
    aws: 'An expression that yields nothing fails with States.QueryEvaluationError.',
    page: `${GUIDE}transforming-data.html`,
    noticed: 'order',
    by: /States\.QueryEvaluationError/,
  },
  {
    name: 'a function that the role may not invoke',
    breaks: change(MACHINE, {
      'DefinitionSubstitutions.PersistOrderFunctionArn': { 'Fn::GetAtt': ['OrderApiGetOrderFunction4EE70299', 'Arn'] },
    }),
    aws: 'The task fails: its role may not invoke the function.',
    page: `${GUIDE}lambda-iam.html`,
    noticed: 'order',
    by: /not authorized to perform: lambda:InvokeFunction/,
  },
  {
    name: 'no state machine',
    breaks: gone(MACHINE),
    aws: 'A template that refers to what it does not have is refused.',
    page: 'AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
    noticed: 'start',
    by: /OrderWorkflowStateMachine/,
  },
]);
