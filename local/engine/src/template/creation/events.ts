import { byArn, type CreationCheck, type CreationChecks, isOurs, logGroupOf } from './check.ts';

interface Target {
  readonly Id?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: { readonly InputPathsMap?: Record<string, string>; readonly InputTemplate?: string };
}

/** Placeholders that EventBridge fills by itself.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const OWN_PLACEHOLDERS = /^aws\.events\./;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
const targets: CreationCheck = ({ Targets = [] }) => {
  const seen = new Set<string | undefined>();
  for (const { Id, Input, InputPath, InputTransformer } of Targets as readonly Target[]) {
    if (seen.has(Id)) return `Target id ${Id} is used more than once in Targets.`;
    seen.add(Id);
    if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1) {
      return `Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`;
    }
    const paths = InputTransformer?.InputPathsMap ?? {};
    const names = [...(InputTransformer?.InputTemplate ?? '').matchAll(/<([\w.-]+)>/g)].map(([, name = '']) => name);
    const unknown = names.find((name) => !Object.hasOwn(paths, name) && !OWN_PLACEHOLDERS.test(name));
    if (unknown !== undefined)
      return `Invalid InputTemplate for target ${Id} : placeholder ${unknown} is not in InputPathsMap`;
  }
  return undefined;
};

/** https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_CreatePipe.html */
const pipe: CreationCheck = ({ Source, Target, LogConfiguration }, stack) => {
  if (/:sqs:/.test(Source) && isOurs(Source) && !byArn(stack, 'AWS::SQS::Queue', Source)) {
    return `The source does not exist: ${Source}`;
  }
  if (
    /:lambda:/.test(Target) &&
    isOurs(Target) &&
    !byArn(stack, 'AWS::Lambda::Function', Target.replace(/(:function:[^:]+):.*$/, '$1'))
  ) {
    return `The target does not exist: ${Target}`;
  }
  const group = LogConfiguration?.CloudwatchLogsLogDestination?.LogGroupArn;
  return group !== undefined && !logGroupOf(stack, group) ? `The log group does not exist: ${group}` : undefined;
};

/** What EventBridge and its pipes refuse at creation. */
export const eventChecks: CreationChecks = {
  'AWS::Events::Rule': [targets],
  'AWS::Pipes::Pipe': [pipe],
};
