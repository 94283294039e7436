import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Ports } from '../ports.ts';
import { createCertificates } from './certificates.ts';
import { createDistributions } from './distributions.ts';
import { createFunctions } from './functions.ts';
import type { ClientSettings } from './identity.ts';
import { createLogins } from './logins.ts';
import { createMail } from './mail.ts';
import { createParameters } from './parameters.ts';
import { createStacks } from './stacks.ts';
import { createTables } from './tables.ts';

export { createDeployer } from './identity.ts';

/** The ports on AWS itself, in a region. */
export const createAwsPorts = (settings: ClientSettings, region: string): Ports => {
  const here = { ...settings, region };
  return {
    parameters: createParameters(new SSMClient(here)),
    stacks: createStacks(new CloudFormationClient(here)),
    functions: createFunctions(new LambdaClient(here)),
    mail: createMail(new SESv2Client(here)),
    logins: createLogins(new CognitoIdentityProviderClient(here)),
    // Where CloudFront looks for certificates, wherever the stack is.
    certificates: createCertificates(new ACMClient({ ...settings, region: 'us-east-1' })),
    tables: createTables(new DynamoDBClient(here)),
    distributions: createDistributions(new CloudFrontClient(here)),
  };
};
