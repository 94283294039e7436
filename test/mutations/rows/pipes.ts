import { arnOf, change, gone, revoked } from '../edits.ts';
import { rowsOf } from '../row.ts';

const GUIDE = 'eventbridge/latest/userguide/';
const CREATE = 'eventbridge/latest/pipes-reference/API_CreatePipe.html';
const SQS = `${GUIDE}eb-pipes-sqs.html`;
const PIPE = 'Pipes::Pipe';
const ROLE = 'OrderPipeRole';
const NOT_PROCESSED = /is Processed/;

export const pipes = rowsOf('EventBridge Pipes', [
  {
    name: 'no pipe',
    breaks: gone(PIPE),
    aws: 'Nobody reads the queue.',
    page: `${GUIDE}eb-pipes.html`,
    noticed: 'start',
    by: /Ref OrderPipe/,
  },
  {
    name: 'a pipe that is stopped',
    breaks: change(PIPE, { DesiredState: 'STOPPED' }),
    aws: 'Nobody reads the queue.',
    page: `${GUIDE}eb-pipes-start-stop.html`,
    noticed: 'order',
    by: NOT_PROCESSED,
  },
  {
    name: 'a state that is none',
    breaks: change(PIPE, { DesiredState: 'PAUSED' }),
    aws: 'DesiredState is RUNNING or STOPPED.',
    page: CREATE,
    noticed: 'start',
    by: /OrderPipe.*DesiredState/,
  },
  ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map((action) => ({
    name: `a role that lacks ${action} on the source`,
    breaks: revoked(ROLE, action),
    aws: 'The role needs ReceiveMessage, DeleteMessage and GetQueueAttributes on the source when the pipe is created.',
    page: `${GUIDE}eb-pipes-permissions.html`,
    noticed: 'start' as const,
    by: new RegExp(`OrderPipe.*(${action}|${action.slice(4)})`),
  })),
  {
    name: 'a role that may not invoke the target',
    breaks: revoked(ROLE, 'lambda:InvokeFunction'),
    aws: 'Each batch fails, and its messages end in the dead-letter queue.',
    page: `${GUIDE}eb-pipes-permissions.html`,
    noticed: 'order',
    by: /not authorized to perform: lambda:InvokeFunction/,
  },
  {
    name: 'a batch of 10,001 messages',
    breaks: change(PIPE, { 'SourceParameters.SqsQueueParameters.BatchSize': 10_001 }),
    aws: 'BatchSize is at most 10,000.',
    page: SQS,
    noticed: 'start',
    by: /OrderPipe.*BatchSize/,
  },
  {
    name: 'a batch of 11 messages without a window',
    breaks: change(PIPE, { 'SourceParameters.SqsQueueParameters.BatchSize': 11 }),
    aws: 'A batch size above 10 needs a window of at least one second.',
    page: SQS,
    noticed: 'start',
    by: /OrderPipe.*MaximumBatchingWindowInSeconds/,
  },
  {
    name: 'a window of 301 seconds',
    breaks: change(PIPE, { 'SourceParameters.SqsQueueParameters.MaximumBatchingWindowInSeconds': 301 }),
    aws: 'MaximumBatchingWindowInSeconds is at most 300.',
    page: SQS,
    noticed: 'start',
    by: /OrderPipe.*MaximumBatchingWindowInSeconds/,
  },
  {
    name: 'a source that is not there',
    breaks: change(PIPE, { Source: 'arn:aws:sqs:us-east-1:000000000000:nowhere' }),
    aws: 'The source has to exist.',
    page: CREATE,
    noticed: 'start',
    by: /OrderPipe.*(nowhere|does not exist)/,
  },
  {
    name: 'a target that is not there',
    breaks: change(PIPE, { Target: 'arn:aws:lambda:us-east-1:000000000000:function:nowhere' }),
    aws: 'The target has to exist.',
    page: CREATE,
    noticed: 'start',
    by: /OrderPipe.*nowhere/,
  },
  {
    name: 'a role that is not there',
    breaks: change(PIPE, { RoleArn: 'arn:aws:iam::000000000000:role/nowhere' }),
    aws: 'The role has to exist and to be assumed by Pipes.',
    page: CREATE,
    noticed: 'start',
    by: /OrderPipe.*(nowhere|assume)/,
  },
  {
    name: 'an asynchronous target',
    breaks: change(PIPE, { 'TargetParameters.LambdaFunctionParameters.InvocationType': 'FIRE_AND_FORGET' }),
    aws: 'The pipe takes messages off the queue before the function has handled them: none ends in the dead-letter queue.',
    page: `${GUIDE}eb-pipes-event-target.html`,
    noticed: 'poison',
    by: /OrderDeadLetterQueueUrl/,
  },
  {
    name: 'an invocation type that is none',
    breaks: change(PIPE, { 'TargetParameters.LambdaFunctionParameters.InvocationType': 'SYNC' }),
    aws: 'InvocationType is REQUEST_RESPONSE or FIRE_AND_FORGET.',
    page: 'eventbridge/latest/pipes-reference/API_PipeTargetLambdaFunctionParameters.html',
    noticed: 'start',
    by: /OrderPipe.*InvocationType/,
  },
  {
    name: 'a pipe name with a space',
    breaks: change(PIPE, { Name: 'order pipe' }),
    aws: 'Pipe names have letters, digits, dots, hyphens and underscores.',
    page: CREATE,
    noticed: 'start',
    by: /OrderPipe.*[nN]ame/,
  },
  {
    name: 'a pipe name of 65 characters',
    breaks: change(PIPE, { Name: 'p'.repeat(65) }),
    aws: 'Pipe names have at most 64 characters.',
    page: CREATE,
    noticed: 'start',
    by: /OrderPipe.*[nN]ame/,
  },
  {
    name: 'a log level that is none',
    breaks: change(PIPE, { 'LogConfiguration.Level': 'WARN' }),
    aws: 'Level is OFF, ERROR, INFO or TRACE.',
    page: `${GUIDE}eb-pipes-logs.html`,
    noticed: 'start',
    by: /OrderPipe.*Level/,
  },
  {
    name: 'logs to a group that is not there',
    breaks: change(PIPE, {
      'LogConfiguration.CloudwatchLogsLogDestination.LogGroupArn':
        'arn:aws:logs:us-east-1:000000000000:log-group:nowhere',
    }),
    aws: 'The log group has to exist.',
    page: `${GUIDE}eb-pipes-logs.html`,
    noticed: 'start',
    by: /OrderPipe.*nowhere/,
  },
  {
    name: 'the parameters of another source',
    breaks: change(PIPE, { SourceParameters: { KinesisStreamParameters: { StartingPosition: 'LATEST' } } }),
    aws: 'The parameters have to fit the source.',
    page: CREATE,
    noticed: 'start',
    by: /OrderPipe.*KinesisStreamParameters/,
  },
  {
    name: 'a source that cannot be one',
    breaks: (template) => change(PIPE, { Source: arnOf(template, 'DynamoDB::Table OrdersTable') })(template),
    aws: 'Sources are queues, streams and brokers.',
    page: `${GUIDE}eb-pipes-event-source.html`,
    noticed: 'start',
    by: /OrderPipe.*(Source|source)/,
  },
  {
    name: 'a source whose policy denies the pipe',
    breaks: change('SQS::QueuePolicy OrderQueuePolicy', {
      'PolicyDocument.Statement.0': { Effect: 'Deny', Principal: '*', Action: 'sqs:DeleteMessage', Resource: '*' },
    }),
    aws: 'An explicit Deny beats every Allow.',
    page: 'IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    noticed: 'start',
    by: /OrderPipe.*DeleteMessage/,
  },
]);
