import { poolTemplate } from '../services/cognito/pool.ts';
import { attribute, role, stackOf } from '../services/lambda/stack.ts';

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const echo = 'export const handler = async (event) => { console.log("hello"); return event; };';
const { Client, ...pool } = poolTemplate.Resources;

/** One of each resource that no call makes. */
export const assembly = (): string =>
  stackOf(
    { Echo: { code: echo }, Silent: { code: echo } },
    {
      ...pool,
      Client: { ...Client, Properties: { ...Client.Properties, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } },
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: {
          Name: 'schemas-secret',
          Description: 'd',
          KmsKeyId: attribute('Key'),
          GenerateSecretString: {},
          Tags: [{ Key: 'a', Value: 'b' }],
        },
      },
      Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'schemas-files' } },
      Tokens: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'tokens' } },
      Source: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'source' } },
      Machine: {
        ...role('states.amazonaws.com', [everything]),
        Properties: { ...role('states.amazonaws.com', [everything]).Properties, RoleName: 'Machine' },
      },
      PipeRole: role('pipes.amazonaws.com', [everything]),
      Pipe: {
        Type: 'AWS::Pipes::Pipe',
        Properties: {
          Name: 'schemas-pipe',
          Description: 'd',
          RoleArn: attribute('PipeRole'),
          Source: attribute('Source'),
          SourceParameters: { SqsQueueParameters: { BatchSize: 10 } },
          Target: attribute('Echo'),
          TargetParameters: { LambdaFunctionParameters: { InvocationType: 'REQUEST_RESPONSE' } },
        },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Name: 'schemas-rule',
          Description: 'd',
          EventPattern: { source: ['nobody'] },
          Targets: [{ Id: 'one', Arn: attribute('Tokens') }],
        },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: attribute('Echo'),
          Principal: 'events.amazonaws.com',
        },
      },
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'schemas' } },
      Method: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          RestApiId: { Ref: 'Api' },
          ResourceId: attribute('Api', 'RootResourceId'),
          HttpMethod: 'GET',
          AuthorizationType: 'NONE',
          Integration: {
            Type: 'AWS_PROXY',
            IntegrationHttpMethod: 'POST',
            Uri: {
              'Fn::Join': [
                '',
                ['arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/', attribute('Echo'), '/invocations'],
              ],
            },
          },
        },
      },
      Deployment: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: { RestApiId: { Ref: 'Api' } },
        DependsOn: ['Method'],
      },
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'api' },
      },
    },
  );
