/** The ARN of a function: `arn:aws:lambda:eu-central-1:123456789012:function:name`, with or without a qualifier. */
const FUNCTION_ARN = /arn:[\w-]+:lambda:([a-z0-9-]+):\d+:function:([\w-]+)/;

/** Where the AWS console shows the function that a task called, with the ways to its logs, traces and metrics; undefined where the
 * task's parameters (JSON) name none. */
export const functionLinkOf = (parameters: string | undefined): string | undefined => {
  const [, region, name] = FUNCTION_ARN.exec(parameters ?? '') ?? [];
  return (
    name && `https://${region}.console.aws.amazon.com/lambda/home?region=${region}#/functions/${name}?tab=monitoring`
  );
};
