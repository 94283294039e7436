import { arn, between, list, members, oneOf, type TypeSchemas, text } from './schema.ts';

/** Lambda, Step Functions and EventBridge. */
export const compute: TypeSchemas = {
  // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
  'AWS::Lambda::Function': {
    properties: {
      FunctionName: { ...text(64, '^[a-zA-Z0-9-_]+$'), minLength: 1 },
      Description: text(256),
      Role: arn('iam'),
      Architectures: list(oneOf('arm64', 'x86_64'), { minItems: 1, maxItems: 1 }),
      TracingConfig: members({ Mode: oneOf('Active', 'PassThrough') }),
      EphemeralStorage: members({ Size: between(512, 10_240) }),
      RecursiveLoop: oneOf('Allow', 'Terminate'),
      LoggingConfig: members({
        LogFormat: oneOf('Text', 'JSON'),
        SystemLogLevel: oneOf('DEBUG', 'INFO', 'WARN'),
      }),
    },
  },
  // https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
  'AWS::Lambda::Permission': {
    properties: { Action: { type: 'string', pattern: '^(lambda:[*]|lambda:[a-zA-Z]+|[*])$' } },
  },
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
  'AWS::StepFunctions::StateMachine': {
    properties: {
      StateMachineName: {
        ...text(80, '^[^\\s<>{}\\[\\]?*"#%\\\\^|~`$&,;:/\\u0000-\\u001f\\u007f-\\u009f]+$'),
        minLength: 1,
      },
      RoleArn: arn('iam'),
      LoggingConfiguration: members({
        Level: oneOf('ALL', 'ERROR', 'FATAL', 'OFF'),
        // https://docs.aws.amazon.com/step-functions/latest/apireference/API_CloudWatchLogsLogGroup.html
        Destinations: list(
          members({
            CloudWatchLogsLogGroup: members({
              LogGroupArn: { type: 'string', pattern: '^arn:aws[a-z-]*:logs:.*:\\*$' },
            }),
          }),
          { maxItems: 1 },
        ),
      }),
    },
  },
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
  'AWS::Events::Rule': {
    properties: {
      Name: text(64, '^[.\\-_A-Za-z0-9]+$'),
      Description: text(512),
      Targets: list(
        members({
          Id: text(64, '^[.\\-_A-Za-z0-9]+$'),
          RetryPolicy: members({
            MaximumRetryAttempts: between(0, 185),
            MaximumEventAgeInSeconds: between(60, 86_400),
          }),
        }),
      ),
    },
  },
  // https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_CreatePipe.html
  'AWS::Pipes::Pipe': {
    properties: {
      Name: text(64, '^[.\\-_A-Za-z0-9]+$'),
      Description: text(512),
      LogConfiguration: members({ Level: oneOf('OFF', 'ERROR', 'INFO', 'TRACE') }),
    },
  },
};
