import { added, all, arnOf, change, gone, idOf, refTo, resourceOf, revoked } from '../edits.ts';
import { rowsOf } from '../row.ts';

const CREATE = 'lambda/latest/api/API_CreateFunction.html';
const MAPPING_API = 'lambda/latest/api/API_CreateEventSourceMapping.html';
const MAPPING_GUIDE = 'lambda/latest/dg/services-sqs-configure.html';
const INVOKE_CONFIG = 'lambda/latest/api/API_PutFunctionEventInvokeConfig.html';
const VARIABLES = 'lambda/latest/dg/configuration-envvars.html';
const RUNTIMES = 'lambda/latest/dg/lambda-runtimes.html';
const PERMISSIONS = 'lambda/latest/dg/access-control-resource-based.html';

const SUBMIT = 'Lambda::Function OrderApiSubmitOrderFunction';
const PROCESS = 'Lambda::Function OrderPipeProcessOrderFunction';
const EMAILS = 'Lambda::EventSourceMapping ConfirmationEmailSendEmailFunctionEmailQueue';
const ATTEMPTS = 'Lambda::EventInvokeConfig OperationsAlertsAttempts';
const SENDER = 'ConfirmationEmailSendEmailRole';

/** The permission by which API Gateway invokes a function. */
const permissionOf = (template: Parameters<typeof idOf>[0], fn: string): string => {
  const id = idOf(template, fn);
  const found = Object.entries(template.Resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Permission' && JSON.stringify(Properties.FunctionName).includes(id),
  );
  if (!found) throw new Error(`${fn} has no permission`);
  return found[0];
};

export const lambda = rowsOf('Lambda', [
  {
    name: 'a name of 65 characters',
    breaks: change(SUBMIT, { FunctionName: 'f'.repeat(65) }),
    aws: 'Function names have at most 64 characters.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*functionName.*64/i,
  },
  {
    name: 'a name with a space',
    breaks: change(SUBMIT, { FunctionName: 'submit order' }),
    aws: 'Function names have letters, digits, hyphens and underscores.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*functionName/i,
  },
  {
    name: 'a runtime that is no longer created',
    breaks: change(SUBMIT, { Runtime: 'nodejs16.x' }),
    aws: 'Functions on a deprecated runtime cannot be created.',
    page: RUNTIMES,
    noticed: 'start',
    by: /SubmitOrderFunction.*nodejs16\.x/,
  },
  {
    name: 'a runtime that is none',
    breaks: change(SUBMIT, { Runtime: 'nodejs99.x' }),
    aws: 'Unknown runtimes are refused.',
    page: RUNTIMES,
    noticed: 'start',
    by: /SubmitOrderFunction.*nodejs99\.x/,
  },
  {
    name: 'over 4 KB of variables',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': 'x'.repeat(4_096) }),
    aws: 'The environment variables of a function have at most 4 KB together.',
    page: VARIABLES,
    noticed: 'start',
    by: /SubmitOrderFunction.*4 ?KB limit/,
  },
  {
    name: 'a variable that Lambda keeps for itself',
    breaks: change(SUBMIT, { 'Environment.Variables.AWS_REGION': 'us-east-1' }),
    aws: 'Reserved environment variables cannot be set.',
    page: VARIABLES,
    noticed: 'start',
    by: /SubmitOrderFunction.*AWS_REGION/,
  },
  {
    name: 'a variable whose name begins with a digit',
    breaks: change(SUBMIT, { 'Environment.Variables.1ST': 'x' }),
    aws: 'Names of variables begin with a letter.',
    page: VARIABLES,
    noticed: 'start',
    by: /SubmitOrderFunction.*1ST/,
  },
  {
    name: 'a timeout of 16 minutes',
    breaks: change(SUBMIT, { Timeout: 960 }),
    aws: 'Timeouts are at most 900 seconds.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*[tT]imeout/,
  },
  {
    name: 'a timeout of 0',
    breaks: change(SUBMIT, { Timeout: 0 }),
    aws: 'Timeouts are at least 1 second.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*[tT]imeout/,
  },
  {
    name: 'memory of 64 MB',
    breaks: change(SUBMIT, { MemorySize: 64 }),
    aws: 'Memory is at least 128 MB.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*[mM]emorySize/,
  },
  {
    name: 'memory of 11 GB',
    breaks: change(SUBMIT, { MemorySize: 11_264 }),
    aws: 'Memory is at most 10,240 MB.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*[mM]emorySize/,
  },
  {
    name: 'a description of 257 characters',
    breaks: change(SUBMIT, { Description: 'd'.repeat(257) }),
    aws: 'Descriptions have at most 256 characters.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*[dD]escription/,
  },
  {
    name: 'an architecture that is none',
    breaks: change(SUBMIT, { Architectures: ['mips'] }),
    aws: 'Architectures are x86_64 and arm64.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*Architectures/,
  },
  {
    name: 'two architectures',
    breaks: change(SUBMIT, { Architectures: ['arm64', 'x86_64'] }),
    aws: 'A function has one architecture.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*Architectures/,
  },
  {
    name: 'a tracing mode that is none',
    breaks: change(SUBMIT, { 'TracingConfig.Mode': 'On' }),
    aws: 'TracingConfig.Mode is Active or PassThrough.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*TracingConfig/,
  },
  {
    name: 'a log format that is none',
    breaks: change(SUBMIT, { 'LoggingConfig.LogFormat': 'XML' }),
    aws: 'LogFormat is JSON or Text.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*LogFormat/,
  },
  {
    name: 'code that was not uploaded',
    breaks: change(SUBMIT, { 'Code.S3Key': 'nowhere.zip' }),
    aws: 'The object with the code has to exist.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*nowhere\.zip/,
  },
  {
    name: 'a layer that is not there',
    breaks: change(SUBMIT, { Layers: ['arn:aws:lambda:us-east-1:000000000000:layer:nowhere:1'] }),
    aws: 'The layer versions of a function have to exist.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*(nowhere|Layers)/,
  },
  {
    name: 'a role that is not there',
    breaks: change(SUBMIT, { Role: 'arn:aws:iam::000000000000:role/nowhere' }),
    aws: 'The role defined for the function cannot be assumed by Lambda.',
    page: CREATE,
    noticed: 'order',
    by: /POST orders is 50[03]/,
  },
  {
    name: 'a role that is no ARN',
    breaks: change(SUBMIT, { Role: 'admin' }),
    aws: 'Role is the ARN of a role.',
    page: CREATE,
    noticed: 'start',
    by: /SubmitOrderFunction.*[rR]ole/,
  },
  {
    name: 'a handler in a file that is not there',
    breaks: change(SUBMIT, { Handler: 'main.handler' }),
    aws: 'The invocation fails with Runtime.ImportModuleError.',
    page: 'lambda/latest/dg/troubleshooting-invocation.html',
    noticed: 'order',
    by: /Runtime\.ImportModuleError/,
  },
  {
    name: 'a handler that is not exported',
    breaks: change(SUBMIT, { Handler: 'index.main' }),
    aws: 'The invocation fails with Runtime.HandlerNotFound.',
    page: 'lambda/latest/dg/troubleshooting-invocation.html',
    noticed: 'order',
    by: /Runtime\.HandlerNotFound/,
  },
  {
    name: 'a handler without a function',
    breaks: change(SUBMIT, { Handler: 'index' }),
    aws: 'The invocation fails: a handler names a file and what it exports.',
    page: 'lambda/latest/dg/nodejs-handler.html',
    noticed: 'order',
    by: /Runtime\.(MalformedHandlerName|HandlerNotFound|ImportModuleError)/,
  },
  {
    name: 'no variable with the queue’s address',
    breaks: change(SUBMIT, { 'Environment.Variables': {} }),
    aws: 'The function fails where its code needs a variable.',
    page: VARIABLES,
    noticed: 'order',
    by: /POST orders is 50\d/,
  },
  {
    name: 'a variable with another queue',
    breaks: (template) =>
      change(SUBMIT, {
        'Environment.Variables.ORDER_QUEUE_URL': refTo(template, 'SQS::Queue ConfirmationEmailEmailQueue'),
      })(template),
    aws: 'The call is refused: the role may not.',
    page: 'IAM/latest/UserGuide/access_policies.html',
    noticed: 'order',
    by: /not authorized to perform: sqs:SendMessage on resource: \S*EmailQueue/i,
  },
  {
    name: 'a variable with another table',
    breaks: (template) =>
      change(PROCESS, { 'Environment.Variables.ORDERS_TABLE': refTo(template, 'DynamoDB::Table Activity') })(template),
    aws: 'The call is refused: the role may not.',
    page: 'IAM/latest/UserGuide/access_policies.html',
    noticed: 'order',
    by: /not authorized to perform: dynamodb:\w+ on resource: \S*Activity/,
  },
  {
    name: 'no concurrency reserved at all',
    breaks: change(SUBMIT, { ReservedConcurrentExecutions: 0 }),
    aws: 'A function with a reserved concurrency of 0 is throttled always.',
    page: 'lambda/latest/dg/configuration-concurrency.html',
    noticed: 'order',
    by: /POST orders is 50\d/,
  },
  {
    name: 'no permission for API Gateway',
    breaks: (template) => void delete (template.Resources as Record<string, unknown>)[permissionOf(template, SUBMIT)],
    aws: 'API Gateway answers 500: it may not invoke the function.',
    page: PERMISSIONS,
    noticed: 'order',
    by: /POST orders is 50[03]/,
  },
  {
    name: 'a permission for another service',
    breaks: (template) => {
      const id = permissionOf(template, SUBMIT);
      (template.Resources[id] as { Properties: Record<string, unknown> }).Properties.Principal = 'sns.amazonaws.com';
    },
    aws: 'API Gateway answers 500: it may not invoke the function.',
    page: PERMISSIONS,
    noticed: 'order',
    by: /POST orders is 50[03]/,
  },
  {
    name: 'a permission for another method',
    breaks: (template) => {
      const id = permissionOf(template, SUBMIT);
      const { Properties } = template.Resources[id] as { Properties: Record<string, unknown> };
      Properties.SourceArn = JSON.parse(JSON.stringify(Properties.SourceArn).replace('/POST/', '/PUT/'));
    },
    aws: 'API Gateway answers 500: it may not invoke the function.',
    page: PERMISSIONS,
    noticed: 'order',
    by: /POST orders is 50[03]/,
  },
  {
    name: 'a permission for a function that is not there',
    breaks: (template) => {
      const id = permissionOf(template, SUBMIT);
      (template.Resources[id] as { Properties: Record<string, unknown> }).Properties.FunctionName = 'nowhere';
    },
    aws: 'The function of a permission has to exist.',
    page: 'lambda/latest/api/API_AddPermission.html',
    noticed: 'start',
    by: /Permission.*nowhere/,
  },
  {
    name: 'a permission of an action that is none',
    breaks: (template) => {
      const id = permissionOf(template, SUBMIT);
      (template.Resources[id] as { Properties: Record<string, unknown> }).Properties.Action = 'lambda.InvokeFunction';
    },
    aws: 'Action begins with lambda: and names an action.',
    page: 'lambda/latest/api/API_AddPermission.html',
    noticed: 'start',
    by: /Permission.*[aA]ction/,
  },
  {
    name: 'no mapping from the queue',
    breaks: gone(EMAILS),
    aws: 'Nobody reads the queue.',
    page: MAPPING_GUIDE,
    noticed: 'order',
    by: /waiting until the mail is in the inbox/,
  },
  {
    name: 'a mapping that is switched off',
    breaks: change(EMAILS, { Enabled: false }),
    aws: 'Nobody reads the queue.',
    page: MAPPING_API,
    noticed: 'order',
    by: /waiting until the mail is in the inbox/,
  },
  {
    name: 'a mapping of 11 messages without a window',
    breaks: change(EMAILS, { BatchSize: 11 }),
    aws: 'A batch size above 10 needs MaximumBatchingWindowInSeconds of at least 1.',
    page: MAPPING_API,
    noticed: 'start',
    by: /EmailQueue.*MaximumBatchingWindowInSeconds/,
  },
  {
    name: 'a mapping of 10,001 messages',
    breaks: change(EMAILS, { BatchSize: 10_001, MaximumBatchingWindowInSeconds: 1 }),
    aws: 'BatchSize is at most 10,000.',
    page: MAPPING_API,
    noticed: 'start',
    by: /EmailQueue.*BatchSize/,
  },
  {
    name: 'a mapping that waits 301 seconds',
    breaks: change(EMAILS, { MaximumBatchingWindowInSeconds: 301 }),
    aws: 'MaximumBatchingWindowInSeconds is at most 300.',
    page: MAPPING_API,
    noticed: 'start',
    by: /EmailQueue.*MaximumBatchingWindowInSeconds/,
  },
  {
    name: 'a mapping of a concurrency of 1',
    breaks: change(EMAILS, { 'ScalingConfig.MaximumConcurrency': 1 }),
    aws: 'MaximumConcurrency is between 2 and 1,000.',
    page: MAPPING_API,
    noticed: 'start',
    by: /EmailQueue.*MaximumConcurrency/,
  },
  {
    name: 'a mapping with a response type that is none',
    breaks: change(EMAILS, { FunctionResponseTypes: ['ReportAll'] }),
    aws: 'FunctionResponseTypes are ReportBatchItemFailures.',
    page: MAPPING_API,
    noticed: 'start',
    by: /EmailQueue.*FunctionResponseTypes/,
  },
  {
    name: 'a mapping from a queue that is not there',
    breaks: change(EMAILS, { EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:nowhere' }),
    aws: 'The queue of a mapping has to exist.',
    page: MAPPING_API,
    noticed: 'start',
    by: /EmailQueue.*(nowhere|does not exist)/,
  },
  {
    name: 'a mapping to a function that is not there',
    breaks: change(EMAILS, { FunctionName: 'nowhere' }),
    aws: 'The function of a mapping has to exist.',
    page: MAPPING_API,
    noticed: 'start',
    by: /EmailQueue.*nowhere/,
  },
  {
    name: 'two mappings of one queue to one function',
    breaks: (template) =>
      added(
        'Again',
        'AWS::Lambda::EventSourceMapping',
        structuredClone(resourceOf(template, EMAILS).Properties),
      )(template),
    aws: 'A mapping with the same queue and function exists already.',
    page: MAPPING_API,
    noticed: 'start',
    by: /Again.*already exists|EmailQueue.*already exists/,
  },
  ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map((action) => ({
    name: `a mapping whose function’s role lacks ${action}`,
    breaks: revoked(SENDER, action),
    aws: 'The role needs ReceiveMessage, DeleteMessage and GetQueueAttributes on the queue when the mapping is created.',
    page: MAPPING_GUIDE,
    noticed: 'start' as const,
    by: new RegExp(`EmailQueue.*(${action}|${action.slice(4)})`),
  })),
  {
    name: 'failed calls to a queue that the role may not send to',
    breaks: revoked('OperationsAlertsNotifyOperationsRole', 'sqs:SendMessage'),
    aws: 'The role needs SendMessage on the destination when the configuration is written.',
    page: 'lambda/latest/dg/invocation-async-retain-records.html',
    noticed: 'start',
    by: /OperationsAlertsAttempts.*SendMessage/,
  },
  {
    name: 'failed calls to a queue that is not there',
    breaks: change(ATTEMPTS, {
      'DestinationConfig.OnFailure.Destination': 'arn:aws:sqs:us-east-1:000000000000:nowhere',
    }),
    aws: 'The destination has to exist and be allowed.',
    page: INVOKE_CONFIG,
    noticed: 'start',
    by: /OperationsAlertsAttempts.*(nowhere|SendMessage|does not exist)/,
  },
  {
    name: 'failed calls to what can be no destination',
    breaks: change(ATTEMPTS, {
      'DestinationConfig.OnFailure.Destination': 'arn:aws:dynamodb:us-east-1:000000000000:table/t',
    }),
    aws: 'Destinations are queues, topics, functions, buckets and buses.',
    page: INVOKE_CONFIG,
    noticed: 'start',
    by: /OperationsAlertsAttempts.*[dD]estination/,
  },
  {
    name: 'three retries of a failed call',
    breaks: change(ATTEMPTS, { MaximumRetryAttempts: 3 }),
    aws: 'MaximumRetryAttempts is at most 2.',
    page: INVOKE_CONFIG,
    noticed: 'start',
    by: /OperationsAlertsAttempts.*MaximumRetryAttempts/,
  },
  {
    name: 'a failed call that lives 59 seconds',
    breaks: change(ATTEMPTS, { MaximumEventAgeInSeconds: 59 }),
    aws: 'MaximumEventAgeInSeconds is at least 60.',
    page: INVOKE_CONFIG,
    noticed: 'start',
    by: /OperationsAlertsAttempts.*MaximumEventAgeInSeconds/,
  },
  {
    name: 'two functions of one name',
    breaks: all(change(SUBMIT, { FunctionName: 'one-name' }), change(PROCESS, { FunctionName: 'one-name' })),
    aws: 'The second one is refused: a function of that name exists already.',
    page: CREATE,
    noticed: 'start',
    by: /(SubmitOrder|ProcessOrder)Function.*already exist/,
  },
  {
    name: 'a mapping from something that is no queue',
    breaks: (template) => change(EMAILS, { EventSourceArn: arnOf(template, 'DynamoDB::Table OrdersTable') })(template),
    aws: 'A table is no event source: its stream is.',
    page: MAPPING_API,
    noticed: 'start',
    by: /EmailQueue.*(EventSourceArn|event source)/i,
  },
]);
