/** Any resource: what is asked about has no name before the first deployment, or the action knows no resources. */
const any = '*';

/** Each action that the checks ask with, all of them reading, and what it may ask about. */
const resourceByAction = {
  'acm:DescribeCertificate': any,
  'cloudformation:DescribeStacks': any,
  'cloudformation:ListStackResources': any,
  'cloudfront:ListDistributions': any,
  'cognito-idp:DescribeUserPoolDomain': any,
  'dynamodb:DescribeTable': any,
  'lambda:GetAccountSettings': any,
  'lambda:GetFunctionConcurrency': any,
  'ses:GetAccount': any,
  'ses:GetEmailIdentity': any,
  // Parameters may hold secrets, so that this is the one that is narrowed.
  'ssm:GetParameter': 'arn:aws:ssm:*:*:parameter/cdk-bootstrap/*',
  // Answered whoever asks; listed so that the list is complete.
  'sts:GetCallerIdentity': any,
} as const;

/** An action that a check may ask with: no adapter can ask with one that the policy lacks. */
export type Action = keyof typeof resourceByAction;

/** The IAM policy that lets somebody run every check. */
export const permissionsPolicy = () => ({
  Version: '2012-10-17',
  Statement: [...new Set(Object.values(resourceByAction))].map((resource) => ({
    Effect: 'Allow',
    Action: Object.keys(resourceByAction).filter((action) => resourceByAction[action as Action] === resource),
    Resource: resource,
  })),
});
