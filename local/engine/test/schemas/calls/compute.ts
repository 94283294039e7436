import { type Answers, call } from './call.ts';

const FunctionName = 'Echo';
const none = { FunctionName: 'none' };
/** Lambda, with the functions of the template. */
export const lambdaCalls = [
  call('ListFunctions', {}),
  call('GetFunction', { FunctionName }, none),
  call('GetFunctionConfiguration', { FunctionName }, none),
  call('GetPolicy', { FunctionName }, { FunctionName: 'Silent' }),
  call('Invoke', { FunctionName, Payload: '{"a":1}', LogType: 'Tail' }, { ...none, Payload: '{}' }),
];

const Rule = 'schemas-rule';
/** EventBridge. */
export const eventsCalls = [
  call('ListRules', {}),
  call('DescribeRule', { Name: Rule }, { Name: 'none' }),
  call('ListTargetsByRule', { Rule }, { Rule: 'none' }),
  call(
    'PutEvents',
    {
      Entries: [
        { Source: 's', DetailType: 't', Detail: '{}', Time: new Date(0) },
        { Source: 's', DetailType: 't', Detail: 'x' },
      ],
    },
    { Entries: [] },
  ),
];

const Name = 'schemas-pipe';
/** Pipes. */
export const pipesCalls = [
  call('ListPipes', {}),
  call('DescribePipe', { Name }, { Name: 'none' }),
  call('StopPipe', { Name }, { Name: 'none' }),
  call('StartPipe', { Name }, { Name: 'none' }),
];

const arn = (kind: string, rest: string): string => `arn:aws:states:us-east-1:000000000000:${kind}:${rest}`;
const stateMachineArn = arn('stateMachine', 'schemas');
const noMachine = { stateMachineArn: arn('stateMachine', 'none') };
const noExecution = { executionArn: arn('execution', 'none:none') };
const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Pass',
  States: {
    Pass: { Type: 'Pass', Assign: { n: 1 }, Next: 'Fork' },
    Fork: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Stop', States: { Stop: { Type: 'Fail', Error: 'Bad', Cause: 'bad' } } }],
      Catch: [{ ErrorEquals: ['Bad'], Next: 'Each' }],
      End: true,
    },
    Each: {
      Type: 'Map',
      Items: [1],
      ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Wait', Seconds: 0, End: true } } },
      Next: 'Ask',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Arguments: { QueueUrl: 'http://x/000000000000/tokens', MessageBody: '{% $states.context.Task.Token %}' },
      TimeoutSeconds: 300,
      End: true,
    },
  },
});
const execution = ({ StartExecution }: Answers): string => StartExecution.executionArn;
const started = { stateMachineArn, name: 'one', input: '{}' };
const badToken = { taskToken: 'x' };

/** Step Functions; the tokens of its tasks come by a queue of the template. */
export const statesCalls = [
  call('ValidateStateMachineDefinition', { definition: '{}' }, { definition, maxResults: 1000 }),
  call(
    'CreateStateMachine',
    {
      name: 'schemas',
      definition,
      roleArn: 'arn:aws:iam::000000000000:role/Machine',
      tags: [{ key: 'a', value: 'b' }],
    },
    { name: 'broken', definition: '{', roleArn: 'arn:aws:iam::000000000000:role/Machine' },
  ),
  call('DescribeStateMachine', { stateMachineArn }, noMachine),
  call('ListStateMachines', {}, { maxResults: 5000 }),
  call('UpdateStateMachine', { stateMachineArn, definition }, { ...noMachine, definition }),
  call(
    'TagResource',
    { resourceArn: stateMachineArn, tags: [{ key: 'c', value: 'd' }] },
    { resourceArn: noMachine.stateMachineArn, tags: [] },
  ),
  call('ListTagsForResource', { resourceArn: stateMachineArn }, { resourceArn: noMachine.stateMachineArn }),
  call(
    'UntagResource',
    { resourceArn: stateMachineArn, tagKeys: ['c'] },
    { resourceArn: noMachine.stateMachineArn, tagKeys: [] },
  ),
  call('StartExecution', started, { ...started, input: '{"other":1}' }),
  call('ListExecutions', { stateMachineArn }, noMachine),
  call('DescribeExecution', (answers) => ({ executionArn: execution(answers) }), noExecution),
  call('DescribeStateMachineForExecution', (answers) => ({ executionArn: execution(answers) }), noExecution),
  call('SendTaskHeartbeat', async (_answers, { token }) => ({ taskToken: await token() }), badToken),
  call(
    'SendTaskFailure',
    async (_answers, { token }) => ({ taskToken: await token('same'), error: 'E', cause: 'c' }),
    badToken,
  ),
  call(
    'RedriveExecution',
    async (answers, { settled }) => {
      const executionArn = execution(answers);
      await settled(executionArn, 'FAILED');
      return { executionArn };
    },
    noExecution,
  ),
  call('SendTaskSuccess', async (_answers, { token }) => ({ taskToken: await token(), output: '{"ok":true}' }), {
    ...badToken,
    output: '{}',
  }),
  call(
    'GetExecutionHistory',
    async (answers, { settled }) => {
      const executionArn = execution(answers);
      await settled(executionArn, 'SUCCEEDED');
      return { executionArn };
    },
    noExecution,
  ),
  call(
    'StopExecution',
    async (_answers, { again }) => {
      const { executionArn } = (await again('StartExecution', { stateMachineArn, name: 'two' })) as {
        executionArn: string;
      };
      return { executionArn, error: 'E', cause: 'c' };
    },
    noExecution,
  ),
  call('DeleteStateMachine', { stateMachineArn }, { stateMachineArn: 'x' }),
];
