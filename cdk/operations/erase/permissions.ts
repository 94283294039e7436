import type { DeployedStack } from './stack.ts';

/** The part of a policy that lets a run do what it does to a stack; see the runbook's "Erase a person". */
const statement = (Sid: string, Action: readonly string[], Resource: readonly string[]) => ({
  Sid,
  Effect: 'Allow',
  Action: [...Action],
  Resource: [...Resource],
});

/** The IAM policy of whoever runs the command on this stack: to list, and to erase. */
export const permissionsFor = (stack: DeployedStack) => {
  const [, partition = 'aws', , region = '', account = ''] = stack.id.split(':');
  const arn = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const pool = [arn('cognito-idp', `userpool/${stack.userPoolId}`)];
  const orders = arn('dynamodb', `table/${stack.ordersTable}`);
  const mails = arn('dynamodb', `table/${stack.confirmationsTable}`);
  const activity = arn('dynamodb', `table/${stack.activityTable}`);
  const executions = stack.stateMachineArns.map((machine) => `${machine.replace(':stateMachine:', ':execution:')}:*`);
  const queues = stack.queues.map(({ url }) => arn('sqs', url.slice(url.lastIndexOf('/') + 1)));
  return {
    Version: '2012-10-17',
    Statement: [
      statement('FindTheStack', ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'], [stack.id]),
      statement('FindThePerson', ['cognito-idp:AdminGetUser'], pool),
      statement('FindTheirOrders', ['dynamodb:Query'], [`${orders}/index/byEmail`, `${orders}/index/byCustomer`]),
      statement('ReadTheirOrders', ['dynamodb:GetItem'], [orders, arn('dynamodb', `table/${stack.productsTable}`)]),
      statement('ReadTheirMails', ['dynamodb:Query'], [mails]),
      statement('ReadActsOnTheirOrders', ['dynamodb:Query'], [activity]),
      statement('SeeTheirWorkflows', ['states:DescribeExecution'], executions),
      statement('CountMessages', ['sqs:GetQueueAttributes'], queues),
      // The suppression list is the account's and region's: no resource narrows these two.
      statement('FindRefusedAddresses', ['ses:GetSuppressedDestination'], ['*']),
      statement('EraseRefusedAddresses', ['ses:DeleteSuppressedDestination'], ['*']),
      statement(
        'EraseThePerson',
        ['cognito-idp:AdminUserGlobalSignOut', 'cognito-idp:AdminDisableUser', 'cognito-idp:AdminDeleteUser'],
        pool,
      ),
      statement('EraseTheirOrders', ['dynamodb:UpdateItem'], [orders, mails]),
      statement('EraseTextsAboutThem', ['dynamodb:UpdateItem'], [activity]),
    ],
  };
};
