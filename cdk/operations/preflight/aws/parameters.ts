import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { ParametersPort } from '../ports.ts';
import { absentIf, asking, named } from './asking.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const createParameters = (client: SSMClient): ParametersPort => ({
  value: (Name) =>
    asking('ssm:GetParameter', async () => {
      const found = await absentIf(client.send(new GetParameterCommand({ Name })), named('ParameterNotFound'));
      return found?.Parameter?.Value;
    }),
});
