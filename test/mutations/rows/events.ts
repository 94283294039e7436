import { change, gone, refTo, resourceOf } from '../edits.ts';
import { rowsOf } from '../row.ts';

const GUIDE = 'eventbridge/latest/userguide/';
const PUT_RULE = 'eventbridge/latest/APIReference/API_PutRule.html';
const PUT_TARGETS = 'eventbridge/latest/APIReference/API_PutTargets.html';
const PATTERNS = `${GUIDE}eb-create-pattern-operators.html`;
const RULE = 'Events::Rule OperationsAlertsExecutionEndedBadly';
const TOLD = 'Events::Rule ConfirmationEmailMailOutcomesTold';
const NOT_TOLD = /waiting until operations are told of it/;
const NOT_NOTED = /its delivery is noted/;
type Template = Parameters<typeof resourceOf>[0];

const withoutPermission = (template: Template): void => {
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::Lambda::Permission' && Properties.Principal === 'events.amazonaws.com')
      delete (template.Resources as Record<string, unknown>)[id];
  }
};

export const events = rowsOf('EventBridge', [
  {
    name: 'no rule',
    breaks: gone('SQS::QueuePolicy OperationsAlertsDeadLettersQueuePolicy', RULE),
    aws: 'Events without a rule reach nobody.',
    page: `${GUIDE}eb-rules.html`,
    noticed: 'start',
    by: /ExecutionEndedBadly\w*\.Arn/,
  },
  {
    name: 'a rule that is switched off',
    breaks: change(RULE, { State: 'DISABLED' }),
    aws: 'A disabled rule matches nothing.',
    page: `${GUIDE}eb-rules.html`,
    noticed: 'failure',
    by: NOT_TOLD,
  },
  {
    name: 'a rule without a target',
    breaks: change(RULE, { Targets: undefined }),
    aws: 'A rule without a target does nothing.',
    page: `${GUIDE}eb-targets.html`,
    noticed: 'failure',
    by: NOT_TOLD,
  },
  {
    name: 'a pattern of another source',
    breaks: change(RULE, { 'EventPattern.source': ['aws.sqs'] }),
    aws: 'What the pattern does not match goes nowhere.',
    page: `${GUIDE}eb-event-patterns.html`,
    noticed: 'failure',
    by: NOT_TOLD,
  },
  {
    name: 'a pattern of another status',
    breaks: change(RULE, { 'EventPattern.detail': { status: ['SUCCEEDED'] } }),
    aws: 'What the pattern does not match goes nowhere.',
    page: `${GUIDE}eb-event-patterns.html`,
    noticed: 'failure',
    by: NOT_TOLD,
  },
  {
    name: 'a pattern of another state machine',
    breaks: change(RULE, {
      'EventPattern.detail.stateMachineArn': ['arn:aws:states:us-east-1:000000000000:stateMachine:another'],
    }),
    aws: 'What the pattern does not match goes nowhere.',
    page: `${GUIDE}eb-event-patterns.html`,
    noticed: 'failure',
    by: NOT_TOLD,
  },
  {
    name: 'a pattern whose values are no list',
    breaks: change(RULE, { 'EventPattern.source': 'aws.states' }),
    aws: 'Each value of a pattern is a list.',
    page: `${GUIDE}eb-event-patterns.html`,
    noticed: 'start',
    by: /ExecutionEndedBadly.*[pP]attern/,
  },
  {
    name: 'a pattern of an empty list',
    breaks: change(RULE, { 'EventPattern.source': [] }),
    aws: 'An empty list is refused.',
    page: `${GUIDE}eb-event-patterns.html`,
    noticed: 'start',
    by: /ExecutionEndedBadly.*[pP]attern/,
  },
  {
    name: 'a pattern of an unknown operator',
    breaks: change(RULE, { 'EventPattern.source': [{ begins: 'aws.' }] }),
    aws: 'Unknown operators of a pattern are refused.',
    page: PATTERNS,
    noticed: 'start',
    by: /ExecutionEndedBadly.*([pP]attern|begins)/,
  },
  {
    name: 'a numeric condition without a number',
    breaks: change(RULE, { 'EventPattern.detail.amount': [{ numeric: ['>', 'five'] }] }),
    aws: 'A numeric condition has operators and numbers in turn.',
    page: PATTERNS,
    noticed: 'start',
    by: /ExecutionEndedBadly.*([pP]attern|numeric)/,
  },
  {
    name: 'neither a pattern nor a schedule',
    breaks: change(RULE, { EventPattern: undefined }),
    aws: 'A rule has an event pattern or a schedule.',
    page: PUT_RULE,
    noticed: 'start',
    by: /ExecutionEndedBadly.*([pP]attern|[sS]chedule)/,
  },
  {
    name: 'a rule name with a space',
    breaks: change(RULE, { Name: 'ended badly' }),
    aws: 'Rule names have letters, digits, dots, hyphens and underscores.',
    page: PUT_RULE,
    noticed: 'start',
    by: /ExecutionEndedBadly.*[nN]ame/,
  },
  {
    name: 'a rule on a bus that is not there',
    breaks: change(RULE, { EventBusName: 'nowhere' }),
    aws: 'The event bus has to exist.',
    page: PUT_RULE,
    noticed: 'start',
    by: /ExecutionEndedBadly.*([bB]us|nowhere)/,
  },
  {
    name: 'six targets',
    breaks: (template) => {
      const { Targets } = resourceOf(template, RULE).Properties as { Targets: object[] };
      for (let number = 1; number < 6; number += 1) Targets.push({ ...Targets[0], Id: `Target${number}` });
    },
    aws: 'A rule has at most five targets.',
    page: `${GUIDE}eb-quota.html`,
    noticed: 'start',
    by: /ExecutionEndedBadly.*([tT]argets|5)/,
  },
  {
    name: 'two targets of one id',
    breaks: (template) => {
      const { Targets } = resourceOf(template, RULE).Properties as { Targets: object[] };
      Targets.push({ ...Targets[0] });
    },
    aws: 'Ids of a rule’s targets are unique.',
    page: PUT_TARGETS,
    noticed: 'start',
    by: /ExecutionEndedBadly.*([tT]arget|Id)/,
  },
  {
    name: 'a target without an id',
    breaks: change(RULE, { 'Targets.0.Id': undefined }),
    aws: 'A target needs its id.',
    page: PUT_TARGETS,
    noticed: 'start',
    by: /ExecutionEndedBadly.*Id/,
  },
  {
    name: 'a target that is no ARN',
    breaks: change(RULE, { 'Targets.0.Arn': 'function' }),
    aws: 'A target is an ARN.',
    page: PUT_TARGETS,
    noticed: 'start',
    by: /ExecutionEndedBadly.*(Arn|target)/i,
  },
  {
    name: 'a template of a placeholder that is not there',
    breaks: change(RULE, { 'Targets.0.InputTransformer.InputTemplate': '{"id":<nowhere>}' }),
    aws: 'Each placeholder of an input template is in its paths.',
    page: `${GUIDE}eb-transform-target-input.html`,
    noticed: 'start',
    by: /ExecutionEndedBadly.*([tT]emplate|nowhere)/,
  },
  {
    name: 'an input and an input path',
    breaks: change(RULE, { 'Targets.0.InputPath': '$.detail' }),
    aws: 'Input, InputPath and InputTransformer exclude each other.',
    page: PUT_TARGETS,
    noticed: 'start',
    by: /ExecutionEndedBadly.*Input/,
  },
  {
    name: 'a template that leaves out what the function needs',
    breaks: change(RULE, { 'Targets.0.InputTransformer.InputTemplate': '{"id":<id>}' }),
    aws: 'The function gets what the template says.',
    page: `${GUIDE}eb-transform-target-input.html`,
    noticed: 'failure',
    by: NOT_TOLD,
  },
  {
    name: '186 retries',
    breaks: change(RULE, { 'Targets.0.RetryPolicy.MaximumRetryAttempts': 186 }),
    aws: 'MaximumRetryAttempts is at most 185.',
    page: PUT_TARGETS,
    noticed: 'start',
    by: /ExecutionEndedBadly.*MaximumRetryAttempts/,
  },
  {
    name: 'events that live 59 seconds',
    breaks: change(RULE, { 'Targets.0.RetryPolicy.MaximumEventAgeInSeconds': 59 }),
    aws: 'MaximumEventAgeInSeconds is at least 60.',
    page: PUT_TARGETS,
    noticed: 'start',
    by: /ExecutionEndedBadly.*MaximumEventAgeInSeconds/,
  },
  {
    name: 'a function that does not admit EventBridge',
    breaks: withoutPermission,
    aws: 'The function’s policy has to admit the rule.',
    page: `${GUIDE}eb-use-resource-based.html`,
    noticed: 'failure',
    by: /lambda:InvokeFunction|operations are told/,
  },
  {
    name: 'a queue that does not admit EventBridge',
    breaks: change('SQS::QueuePolicy ConfirmationEmailMailOutcomesQueuePolicy', {
      'PolicyDocument.Statement.2': undefined,
      'PolicyDocument.Statement.1': undefined,
    }),
    aws: 'The queue policy has to admit the rule.',
    page: `${GUIDE}eb-use-resource-based.html`,
    noticed: 'order',
    by: /MailOutcomes/,
  },
  {
    name: 'a queue that admits another rule',
    breaks: change('SQS::QueuePolicy ConfirmationEmailMailOutcomesQueuePolicy', {
      'PolicyDocument.Statement.1.Condition': {
        ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-east-1:000000000000:rule/another' },
      },
    }),
    aws: 'EventBridge sends the rule’s ARN as aws:SourceArn.',
    page: `${GUIDE}eb-use-resource-based.html`,
    noticed: 'order',
    by: /MailOutcomes/,
  },
  {
    name: 'dead letters to a queue that does not admit EventBridge',
    breaks: change('SQS::QueuePolicy ConfirmationEmailMailOutcomesDeadLettersQueuePolicy', {
      'PolicyDocument.Statement.1': undefined,
    }),
    aws: 'The queue policy of the dead-letter queue has to admit the rule, or the event is lost.',
    page: `${GUIDE}eb-rule-dlq.html`,
    noticed: 'undelivered',
    by: /MailOutcomesDeadLetters|rule of mails keeps/,
  },
  {
    name: 'no dead-letter queue of a target',
    breaks: change(TOLD, { 'Targets.0.DeadLetterConfig': undefined }),
    aws: 'An event that cannot be delivered is lost.',
    page: `${GUIDE}eb-rule-dlq.html`,
    noticed: 'undelivered',
    by: /the rule of mails keeps/,
  },
  {
    name: 'no dead-letter queue of a function’s target',
    breaks: change(RULE, { 'Targets.0.DeadLetterConfig': undefined }),
    aws: 'An event that cannot be delivered is lost.',
    page: `${GUIDE}eb-rule-dlq.html`,
    noticed: 'undelivered',
    by: /the rule of executions keeps/,
  },
  {
    name: 'dead letters of a function’s target to a queue that does not admit EventBridge',
    breaks: change('SQS::QueuePolicy OperationsAlertsDeadLettersQueuePolicy', {
      'PolicyDocument.Statement.1': undefined,
    }),
    aws: 'The queue policy of the dead-letter queue has to admit the rule, or the event is lost.',
    page: `${GUIDE}eb-rule-dlq.html`,
    noticed: 'undelivered',
    by: /OperationsAlertsDeadLetters|rule of executions keeps/,
  },
  {
    name: 'events of mails that go to another queue',
    breaks: (template) =>
      change(TOLD, { 'Targets.0.Arn': { 'Fn::GetAtt': [refTo(template, 'SQS::Queue OrderQueue').Ref, 'Arn'] } })(
        template,
      ),
    aws: 'The queue policy has to admit the rule.',
    page: `${GUIDE}eb-use-resource-based.html`,
    noticed: 'order',
    by: /OrderQueue/,
  },
  {
    name: 'a pattern of other events of mails',
    breaks: change(TOLD, { 'EventPattern.detail-type': ['Email Bounced'] }),
    aws: 'What the pattern does not match goes nowhere.',
    page: `${GUIDE}eb-event-patterns.html`,
    noticed: 'order',
    by: NOT_NOTED,
  },
]);
