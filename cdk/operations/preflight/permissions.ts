/** Any resource: what is asked about has no name before the first deployment, or the action knows no resources. */
const ANY = '*';

/** Each action that the checks ask with, all of them reading, and what it may ask about. */
const resourceByAction = {
  'acm:DescribeCertificate': ANY,
  'cloudformation:DescribeStacks': ANY,
  'cloudformation:ListStackResources': ANY,
  'cloudfront:ListDistributions': ANY,
  'cognito-idp:DescribeUserPoolDomain': ANY,
  'dynamodb:DescribeTable': ANY,
  'lambda:GetAccountSettings': ANY,
  'lambda:GetFunctionConcurrency': ANY,
  'ses:GetAccount': ANY,
  'ses:GetEmailIdentity': ANY,
  // Parameters may hold secrets, so that this is the one that is narrowed.
  'ssm:GetParameter': 'arn:aws:ssm:*:*:parameter/cdk-bootstrap/*',
  // Answered whoever asks; listed so that the list is complete.
  'sts:GetCallerIdentity': ANY,
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
