import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { LoginsPort } from '../ports.ts';
import { absentIf, asking, named } from './asking.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolDomain.html */
export const createLogins = (client: CognitoIdentityProviderClient): LoginsPort => ({
  poolOfDomain: (Domain) =>
    asking('cognito-idp:DescribeUserPoolDomain', async () => {
      // A domain that is not there has an empty description; the error is documented all the same.
      const answer = client.send(new DescribeUserPoolDomainCommand({ Domain }));
      const found = (await absentIf(answer, named('ResourceNotFoundException')))?.DomainDescription;
      return found?.Domain === undefined ? undefined : (found.UserPoolId ?? `of account ${found.AWSAccountId}`);
    }),
});
