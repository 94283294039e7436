import { byArn, type CreationCheck, type CreationChecks, isOurs } from './check.ts';

/** Runtimes in which functions can be created.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const RUNTIMES = [
  ...['nodejs20.x', 'nodejs22.x', 'nodejs24.x', 'python3.10', 'python3.11', 'python3.12', 'python3.13', 'python3.14'],
  ...['java8.al2', 'java11', 'java17', 'java21', 'java25', 'dotnet8', 'dotnet10', 'ruby3.2', 'ruby3.3', 'ruby3.4'],
  ...['provided.al2', 'provided.al2023'],
];
const DEPRECATED =
  /^(nodejs(0|4|6|8|10|12|14|16|18)|python(2\.7|3\.[6-9])|java8|dotnet(core|5|6|7)|ruby2|go1\.x|provided$)/;

const runtime: CreationCheck = ({ Runtime }) => {
  if (Runtime === undefined || RUNTIMES.includes(Runtime)) return undefined;
  if (DEPRECATED.test(Runtime)) {
    return `The runtime parameter of ${Runtime} is no longer supported for creating or updating AWS Lambda functions.`;
  }
  return `Value ${Runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${RUNTIMES.join(', ')}]`;
};

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const variables: CreationCheck = ({ Environment }) => {
  const given: Record<string, unknown> = Environment?.Variables ?? {};
  const invalid = Object.keys(given).find((name) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name));
  if (invalid !== undefined) {
    return `Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]: ${invalid}`;
  }
  const bytes = Buffer.byteLength(JSON.stringify(given));
  return bytes > 4_096
    ? 'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.'
    : undefined;
};

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const visibility: CreationCheck = ({ EventSourceArn, FunctionName }, stack) => {
  const queue = byArn(stack, 'AWS::SQS::Queue', EventSourceArn);
  const fn = stack
    .created('AWS::Lambda::Function')
    .find(({ ref, arn }) => ref === FunctionName || arn === FunctionName);
  if (!queue || !fn) return undefined;
  const hidden = Number(queue.properties.VisibilityTimeout ?? 30);
  const timeout = Number(fn.properties.Timeout ?? 3);
  return hidden < timeout
    ? `Queue visibility timeout: ${hidden} seconds is less than Function timeout: ${timeout} seconds`
    : undefined;
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
const mapping: CreationCheck = ({ EventSourceArn, FunctionName }, stack) => {
  if (
    /^arn:aws:sqs:/.test(EventSourceArn) &&
    isOurs(EventSourceArn) &&
    !byArn(stack, 'AWS::SQS::Queue', EventSourceArn)
  ) {
    return `Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist: ${EventSourceArn}`;
  }
  if (!functionOf(FunctionName, stack)) return `Function does not exist: ${FunctionName}`;
  const twin = stack
    .created('AWS::Lambda::EventSourceMapping')
    .find(({ properties }) => properties.EventSourceArn === EventSourceArn && properties.FunctionName === FunctionName);
  return (
    twin &&
    `An event source mapping with SQS arn (" ${EventSourceArn} ") and function (" ${FunctionName} ") already exists. Please update or delete the existing mapping with UUID ${twin.ref}`
  );
};

const functionOf = (name: unknown, stack: Stack) => {
  const bare = String(name)
    .replace(/^arn:aws:lambda:[^:]*:\d+:function:/, '')
    .split(':')[0];
  return [
    ...stack.created('AWS::Lambda::Function'),
    ...stack.created('AWS::Lambda::Alias'),
    ...stack.created('AWS::Lambda::Version'),
  ].some(({ ref, arn }) => ref === name || arn === name || ref === bare);
};
type Stack = Parameters<CreationCheck>[1];

const permission: CreationCheck = ({ FunctionName }, stack) =>
  functionOf(FunctionName, stack) ? undefined : `Function not found: ${FunctionName}`;

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
const destinations: CreationCheck = ({ DestinationConfig }, stack) => {
  const arns = [DestinationConfig?.OnFailure?.Destination, DestinationConfig?.OnSuccess?.Destination];
  const missing = arns.find((arn) => arn && /:sqs:/.test(arn) && isOurs(arn) && !byArn(stack, 'AWS::SQS::Queue', arn));
  return missing && `The destination ARN ${missing} is invalid: the queue does not exist.`;
};

/** What Lambda refuses at creation. */
export const lambdaChecks: CreationChecks = {
  'AWS::Lambda::Function': [runtime, variables],
  'AWS::Lambda::EventSourceMapping': [mapping, visibility],
  'AWS::Lambda::Permission': [permission],
  'AWS::Lambda::EventInvokeConfig': [destinations],
};
