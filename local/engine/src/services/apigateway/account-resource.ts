import * as z from 'zod';
import { AwsError, EngineError } from '../../aws-error.ts';
import { type Engine, resourceType } from '../../service.ts';
import type { RestApis } from './model.ts';

/** What API Gateway must be allowed to do with the account's logs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
const LOGGING = [
  'CreateLogGroup',
  'CreateLogStream',
  'DescribeLogGroups',
  'DescribeLogStreams',
  'PutLogEvents',
  'GetLogEvents',
  'FilterLogEvents',
].map((action) => `logs:${action}`);

/** The role by which the account's APIs write logs.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html */
export const accountType = (engine: Engine, apis: RestApis) =>
  resourceType({
    properties: z.strictObject({ CloudWatchRoleArn: z.string().optional() }),
    provision: ({ CloudWatchRoleArn: roleArn }, { logicalId }) => {
      if (roleArn !== undefined) checkRole(engine, roleArn);
      apis.account.cloudWatchRoleArn = roleArn;
      return { ref: logicalId, attributes: { Id: logicalId } };
    },
    // As CloudFormation does, which leaves the account's setting alone.
    remove: () => {},
  });

const checkRole = (engine: Engine, roleArn: string): void => {
  try {
    const source = `arn:aws:apigateway:${engine.region}::/account`;
    const caller = engine.assumeRole(roleArn, 'account', { principal: 'apigateway.amazonaws.com', sourceArn: source });
    engine.authorize(
      caller,
      LOGGING.map((action) => ({ action, resource: '*' })),
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new EngineError(
      `The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy. (${error.message})`,
    );
  }
};
