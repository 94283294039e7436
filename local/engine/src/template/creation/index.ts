import { apiGatewayChecks } from './apigateway.ts';
import type { Created, CreationChecks, Stack } from './check.ts';
import { cognitoChecks } from './cognito.ts';
import { eventChecks } from './events.ts';
import { lambdaChecks } from './lambda.ts';
import { logChecks } from './logs.ts';
import { siteChecks } from './site.ts';
import { stateChecks } from './states.ts';

export type { Created, Stack };

const checks: CreationChecks = {
  ...{ ...apiGatewayChecks, ...cognitoChecks, ...eventChecks, ...lambdaChecks },
  ...{ ...logChecks, ...siteChecks, ...stateChecks },
};

/** Why a service would refuse a resource when CloudFormation creates it; undefined where it would not. */
export const refusalOf = (type: string, properties: unknown, stack: Stack): string | undefined => {
  for (const check of checks[type] ?? []) {
    const why = check(properties, stack);
    if (why !== undefined) return why;
  }
  return undefined;
};

/** Types whose `Ref` is a name that exists once, and whose creation fails where it is taken. */
const NAMED_ONCE = new Set([
  ...['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine'],
  ...[
    'AWS::DynamoDB::Table',
    'AWS::Logs::LogGroup',
    'AWS::S3::Bucket',
    'AWS::IAM::Role',
    'AWS::Cognito::UserPoolGroup',
  ],
  ...['AWS::Events::Rule', 'AWS::Pipes::Pipe'],
]);

/** Says where the name of a resource is taken by another of its type; undefined where it is not. */
export const twinOf = (type: string, ref: string, stack: Stack): string | undefined => {
  const twin = NAMED_ONCE.has(type) && stack.created(type).find((one) => one.ref === ref);
  return twin ? `${ref.split('/').at(-1)} already exists (${twin.logicalId})` : undefined;
};
