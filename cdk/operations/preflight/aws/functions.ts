import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { FunctionsPort } from '../ports.ts';
import { absentIf, asking, named } from './asking.ts';
import { given } from './given.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
export const createFunctions = (client: LambdaClient): FunctionsPort => ({
  concurrency: () =>
    asking('lambda:GetAccountSettings', async () => {
      const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
      return {
        limit: given('lambda:GetAccountSettings', AccountLimit?.ConcurrentExecutions),
        unreserved: given('lambda:GetAccountSettings', AccountLimit?.UnreservedConcurrentExecutions),
      };
    }),
  reserved: (FunctionName) =>
    asking('lambda:GetFunctionConcurrency', async () => {
      const answer = client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      return (await absentIf(answer, named('ResourceNotFoundException')))?.ReservedConcurrentExecutions ?? 0;
    }),
});
