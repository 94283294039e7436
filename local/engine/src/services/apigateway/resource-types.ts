import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { type Engine, type ResourceType, resourceType } from '../../service.ts';
import { accountType } from './account-resource.ts';
import { methodType } from './method-resource.ts';
import { type ApiResource, newResource, type RestApis, stableId } from './model.ts';
import { stageType } from './stage-resource.ts';
import { compileModel } from './validate.ts';

const apiType = (engine: Engine, apis: RestApis) =>
  resourceType({
    properties: z.strictObject({
      Name: z.string(),
      BinaryMediaTypes: z.array(z.string()).default([]),
      ApiKeySourceType: ignored,
      Description: ignored,
      DisableExecuteApiEndpoint: ignored,
      EndpointConfiguration: ignored,
      FailOnWarnings: ignored,
      MinimumCompressionSize: ignored,
      Tags: ignored,
    }),
    provision: ({ Name, BinaryMediaTypes }, { stackName, logicalId }) => {
      const id = stableId(`${stackName}/${logicalId}`, 10);
      const root = newResource(stableId(`root of ${id}`, 10), '/');
      apis.add({
        id,
        name: Name,
        createdAt: engine.now(),
        binaryMediaTypes: BinaryMediaTypes,
        root,
        resources: new Map([[root.id, root]]),
        models: new Map(),
        validators: new Map(),
        authorizers: new Map(),
        gatewayResponses: new Map(),
        stages: new Map(),
      });
      engine.mapHost(`${id}.execute-api.${engine.region}.amazonaws.com`, 'site');
      return { ref: id, attributes: { RootResourceId: root.id, RestApiId: id } };
    },
  });

const pathPart = z.string().regex(/^([A-Za-z0-9._:-]+|\{[A-Za-z0-9._:-]+\+?\})$/);

const resourceTypeOf = (apis: RestApis) =>
  resourceType({
    properties: z.strictObject({ RestApiId: z.string(), ParentId: z.string(), PathPart: pathPart }),
    provision: ({ RestApiId, ParentId, PathPart }) => {
      const api = apis.get(RestApiId);
      const parent = api.resources.get(ParentId);
      if (!parent) throw new EngineError(`resource ${ParentId} is not in the template`);
      const path = `${parent.path.replace(/\/$/, '')}/${PathPart}`;
      const resource = newResource(stableId(`${RestApiId}${path}`, 6), path);
      attach(parent, PathPart, resource);
      api.resources.set(resource.id, resource);
      return { ref: resource.id, attributes: { ResourceId: resource.id } };
    },
  });

const attach = (parent: ApiResource, part: string, resource: ApiResource): void => {
  const [, name, greedy] = /^\{([^+]+)(\+?)\}$/.exec(part) ?? [];
  if (name === undefined) parent.statics.set(part, resource);
  else if (greedy) parent.greedy = { name, resource };
  else parent.parameter = { name, resource };
};

const modelType = (apis: RestApis) =>
  resourceType({
    properties: z.strictObject({
      RestApiId: z.string(),
      Name: z.string().optional(),
      Schema: z.union([z.record(z.string(), z.unknown()), z.string()]),
      ContentType: ignored,
      Description: ignored,
    }),
    provision: ({ RestApiId, Name, Schema }, { logicalId }) => {
      const name = Name ?? logicalId;
      try {
        const schema = typeof Schema === 'string' ? (JSON.parse(Schema) as object) : Schema;
        apis.get(RestApiId).models.set(name, compileModel(schema));
      } catch (error) {
        throw new EngineError(`model ${name}: ${error instanceof Error ? error.message : error}`);
      }
      return { ref: name };
    },
  });

const validatorType = (apis: RestApis) =>
  resourceType({
    properties: z.strictObject({
      RestApiId: z.string(),
      Name: ignored,
      ValidateRequestBody: flag.default(false),
      ValidateRequestParameters: flag.default(false),
    }),
    provision: ({ RestApiId, ValidateRequestBody, ValidateRequestParameters }, { logicalId }) => {
      const id = stableId(`${RestApiId}/${logicalId}`, 6);
      apis.get(RestApiId).validators.set(id, { body: ValidateRequestBody, parameters: ValidateRequestParameters });
      return { ref: id, attributes: { RequestValidatorId: id } };
    },
  });

const authorizerType = (apis: RestApis) =>
  resourceType({
    properties: z.strictObject({
      RestApiId: z.string(),
      Type: z.enum(['COGNITO_USER_POOLS'], 'only COGNITO_USER_POOLS authorizers are emulated'),
      ProviderARNs: z.array(z.string()),
      IdentitySource: z.string().regex(/^method\.request\.header\..+$/),
      IdentityValidationExpression: z.string().optional(),
      AuthType: ignored,
      AuthorizerResultTtlInSeconds: ignored,
      Name: ignored,
    }),
    provision: (
      { RestApiId, ProviderARNs, IdentitySource, IdentityValidationExpression: expression },
      { logicalId },
    ) => {
      const id = stableId(`${RestApiId}/${logicalId}`, 6);
      apis.get(RestApiId).authorizers.set(id, {
        poolArns: ProviderARNs,
        header: IdentitySource.slice('method.request.header.'.length).toLowerCase(),
        ...(expression !== undefined && { expression: new RegExp(expression) }),
      });
      return { ref: id, attributes: { AuthorizerId: id } };
    },
  });

const gatewayResponseType = (apis: RestApis) =>
  resourceType({
    properties: z.strictObject({
      RestApiId: z.string(),
      ResponseType: z.string(),
      StatusCode: z.coerce.number().int().min(200).max(599).optional(),
      ResponseParameters: z.record(z.string(), z.string()).default({}),
      ResponseTemplates: z.record(z.string(), z.string()).default({}),
    }),
    provision: ({ RestApiId, ResponseType, StatusCode, ResponseParameters, ResponseTemplates }) => {
      apis.get(RestApiId).gatewayResponses.set(ResponseType, {
        ...(StatusCode !== undefined && { status: StatusCode }),
        headers: Object.fromEntries(
          Object.entries(ResponseParameters).map(([name, value]) => [
            name.replace(/^gatewayresponse\.header\./, ''),
            value,
          ]),
        ),
        templates: ResponseTemplates,
      });
      return { ref: stableId(`${RestApiId}/${ResponseType}`, 6) };
    },
  });

/** On AWS a snapshot of the API; here the API is live, so that it is nothing but an id. */
const deploymentType = () =>
  resourceType({
    properties: z.strictObject({ RestApiId: z.string(), Description: ignored }),
    provision: (_properties, { logicalId }) => {
      const id = stableId(logicalId, 6);
      return { ref: id, attributes: { DeploymentId: id } };
    },
  });

/** The resource types of REST APIs.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html */
export const resourceTypes = (engine: Engine, apis: RestApis): Record<string, ResourceType> => ({
  'AWS::ApiGateway::Account': accountType(engine, apis),
  'AWS::ApiGateway::RestApi': apiType(engine, apis),
  'AWS::ApiGateway::Resource': resourceTypeOf(apis),
  'AWS::ApiGateway::Method': methodType(apis),
  'AWS::ApiGateway::Model': modelType(apis),
  'AWS::ApiGateway::RequestValidator': validatorType(apis),
  'AWS::ApiGateway::Authorizer': authorizerType(apis),
  'AWS::ApiGateway::GatewayResponse': gatewayResponseType(apis),
  'AWS::ApiGateway::Deployment': deploymentType(),
  'AWS::ApiGateway::Stage': stageType(engine, apis),
});
