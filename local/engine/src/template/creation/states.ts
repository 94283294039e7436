import { type CreationCheck, type CreationChecks, isOurs, logGroupOf } from './check.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const logs: CreationCheck = ({ LoggingConfiguration }, stack) => {
  const group = LoggingConfiguration?.Destinations?.[0]?.CloudWatchLogsLogGroup?.LogGroupArn;
  return group !== undefined && isOurs(group) && !logGroupOf(stack, group)
    ? `Invalid Logging Configuration: Log Destination ${group} does not exist.`
    : undefined;
};

/** CloudFormation replaces `${name}` by what is given for it; what is left over is part of the definition, and never an ARN.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
const substitutions: CreationCheck = ({ DefinitionString, DefinitionSubstitutions = {} }) => {
  const names = [...String(DefinitionString ?? '').matchAll(/"\$\{(\w+)\}"/g)].map(([, name = '']) => name);
  const missing = names.find((name) => !Object.hasOwn(DefinitionSubstitutions, name));
  return missing && `Invalid State Machine Definition: \${${missing}} has no value in DefinitionSubstitutions`;
};

/** What Step Functions refuses at creation, beside the definition itself. */
export const stateChecks: CreationChecks = { 'AWS::StepFunctions::StateMachine': [logs, substitutions] };
