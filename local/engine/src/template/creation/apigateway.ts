import { type Created, type CreationCheck, type CreationChecks, isOurs, logGroupOf } from './check.ts';

/** The longest wait of an integration without a raised quota.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const LONGEST_MS = 29_000;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html */
const integration: CreationCheck = ({ Integration = {} }) => {
  const { Type, IntegrationHttpMethod, TimeoutInMillis } = Integration;
  if (/^(AWS|HTTP)/.test(Type) && IntegrationHttpMethod === undefined)
    return 'Enumeration value for HttpMethod must be non-empty';
  if (TimeoutInMillis !== undefined && (Number(TimeoutInMillis) < 50 || Number(TimeoutInMillis) > LONGEST_MS)) {
    return `Timeout should be between 50 ms and ${LONGEST_MS} ms`;
  }
  return undefined;
};

/** https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html */
const method: CreationCheck = ({ RestApiId, ResourceId, HttpMethod, RequestModels = {} }, stack) => {
  const twin = stack
    .created('AWS::ApiGateway::Method')
    .some(
      ({ properties: other }) =>
        other.RestApiId === RestApiId && other.ResourceId === ResourceId && other.HttpMethod === HttpMethod,
    );
  if (twin) return 'Method already exists for this resource';
  const models = new Set(['Empty', 'Error', ...stack.created('AWS::ApiGateway::Model').map(({ ref }) => ref)]);
  const unknown = Object.values(RequestModels).find((name) => !models.has(String(name)));
  return unknown === undefined ? undefined : `Invalid model identifier specified: ${unknown}`;
};

const isVariable = (part: unknown): boolean => /^\{.*\}$/.test(String(part));

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html */
const resource: CreationCheck = ({ RestApiId, ParentId, PathPart }, stack) => {
  const siblings = stack
    .created('AWS::ApiGateway::Resource')
    .filter(({ properties: other }) => other.RestApiId === RestApiId && other.ParentId === ParentId);
  if (siblings.some(({ properties: other }) => other.PathPart === PathPart)) {
    return `Another resource with the same parent already has this name: ${PathPart}`;
  }
  const variable = isVariable(PathPart) && siblings.find(({ properties: other }) => isVariable(other.PathPart));
  return variable
    ? `A sibling (${variable.properties.PathPart}) of this resource already has a variable path part -- only one is allowed`
    : undefined;
};

/** A deployment takes what the API has at that moment: methods that CloudFormation may create later are not in it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html */
const deployment: CreationCheck = ({ RestApiId }, stack) => {
  const methods = stack
    .created('AWS::ApiGateway::Method')
    .filter(({ properties }) => properties.RestApiId === RestApiId);
  const declared = stack.declared('AWS::ApiGateway::Method');
  if (declared.length === 0) return "The REST API doesn't contain any methods";
  const waited = (one: Created): boolean => stack.dependsOn.includes(one.logicalId);
  if (methods.length > 0 && methods.every(waited)) return undefined;
  const missed = declared.filter((logicalId) => !stack.dependsOn.includes(logicalId));
  return missed.length === 0
    ? undefined
    : `The REST API doesn't contain any methods, or not yet all of them: the deployment's DependsOn lacks ${missed.join(', ')}`;
};

/** The variables of `$context` in access logs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const CONTEXT = new RegExp(
  `^(${[
    ...[
      'accountId',
      'apiId',
      'awsEndpointRequestId',
      'deploymentId',
      'domainName',
      'domainPrefix',
      'extendedRequestId',
    ],
    ...['httpMethod', 'path', 'protocol', 'requestId', 'requestTime', 'requestTimeEpoch', 'resourceId', 'resourcePath'],
    ...[
      'responseLatency',
      'responseLength',
      'stage',
      'status',
      'xrayTraceId',
      'wafResponseCode',
      'webaclArn',
      'isCanaryRequest',
    ],
    ...['integrationErrorMessage', 'integrationLatency', 'integrationStatus', 'tlsVersion', 'cipherSuite'],
    ...[
      'authorizer\\..+',
      'authorize\\..+',
      'authenticate\\..+',
      'authorizer',
      'customDomain\\..+',
      'endpointType',
      'error\\..+',
    ],
    ...[
      'identity\\..+',
      'integration\\..+',
      'requestOverride\\..+',
      'responseOverride\\..+',
      'waf\\..+',
      'request\\..+',
    ],
  ].join('|')})$`,
);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
const logging: CreationCheck = ({ AccessLogSetting }, stack) => {
  if (AccessLogSetting === undefined) return undefined;
  const { DestinationArn, Format } = AccessLogSetting;
  if (!/^arn:aws:(logs:.*:log-group:|firehose:)/.test(DestinationArn))
    return `Invalid ARN specified in the request: ${DestinationArn}`;
  if (/:logs:/.test(DestinationArn) && isOurs(DestinationArn) && !logGroupOf(stack, DestinationArn)) {
    return `Access Log destination does not exist: ${DestinationArn}`;
  }
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(Format)) {
    return 'Access Log format must contain at least one of $context.requestId or $context.extendedRequestId';
  }
  const unknown = [...String(Format).matchAll(/\$context\.([\w.]+)/g)].find(([, name = '']) => !CONTEXT.test(name));
  return unknown && `Unsupported context variable in the access log format: ${unknown[0]}`;
};

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
const authorizer: CreationCheck = ({ ProviderARNs = [] }, stack) => {
  const pools = new Set(stack.created('AWS::Cognito::UserPool').map(({ arn }) => arn));
  const unknown = (ProviderARNs as string[]).find((arn) => isOurs(arn) && !pools.has(arn));
  return unknown && `Invalid Provider ARN: ${unknown}`;
};

/** What API Gateway refuses at creation. */
export const apiGatewayChecks: CreationChecks = {
  'AWS::ApiGateway::Method': [integration, method],
  'AWS::ApiGateway::Resource': [resource],
  'AWS::ApiGateway::Deployment': [deployment],
  'AWS::ApiGateway::Stage': [logging],
  'AWS::ApiGateway::Authorizer': [authorizer],
};
