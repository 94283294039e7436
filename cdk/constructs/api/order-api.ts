import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  CognitoUserPoolsAuthorizer,
  EndpointType,
  type IRestApi,
  JsonSchemaVersion,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type MethodOptions,
  RestApi,
  type Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ConfirmationsTable } from '../confirmation/confirmations-table.ts';
import type { Identity } from '../identity/identity.ts';
import type { OrderQueue } from '../orders/order-queue.ts';
import type { OrdersTable } from '../orders/orders-table.ts';
import { readSchema } from '../shared/artifacts.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import type { OrderCancellation } from '../workflow/order-cancellation.ts';
import type { OrderWorkflow } from '../workflow/order-workflow.ts';
import { addProblemResponses } from './gateway-responses.ts';

/** Named so that a site's `/api/*` can be forwarded without rewriting. */
const STAGE = 'api';

/** Properties of {@link OrderApi}. */
export interface OrderApiProps extends FunctionSettings {
  readonly identity: Identity;
  readonly queue: OrderQueue;
  readonly orders: OrdersTable;
  readonly confirmations: ConfirmationsTable;
  readonly catalogue: Catalogue;
  readonly workflow: OrderWorkflow;
  readonly cancellation: OrderCancellation;
}

/** The HTTP API, and the functions that answer it. */
export class OrderApi extends Construct {
  /** Ends with `/api/`. */
  readonly url: string;
  readonly restApiId: string;
  readonly restApi: IRestApi;
  readonly stage: Stage;
  readonly accessLogs: ILogGroup;
  readonly submitOrder: OrderFunction;
  /** Those that take what people decide. */
  readonly decisions: readonly OrderFunction[];
  readonly #api: RestApi;
  readonly #signedIn: MethodOptions;

  constructor(scope: Construct, id: string, props: OrderApiProps) {
    super(scope, id);
    const { logRetention: retention, removalPolicy } = props.config;
    this.accessLogs = new LogGroup(this, 'AccessLogs', { retention, removalPolicy });
    const api = createRestApi(this, props, this.accessLogs);
    this.url = api.url;
    this.restApiId = api.restApiId;
    addProblemResponses(api, api);
    this.#api = api;
    this.restApi = api;
    this.stage = api.deploymentStage;
    this.#signedIn = {
      authorizer: new CognitoUserPoolsAuthorizer(api, 'SignedIn', { cognitoUserPools: [props.identity.userPool] }),
    };
    const handlers = createHandlers(this, props);
    this.submitOrder = handlers.submitOrder;
    this.decisions = [handlers.answerOrder, handlers.cancelOrder];
    addRoutes(api, props, handlers, this.#signedIn);
  }

  /** Has a function answer calls of whoever is signed in: `GET`, `support/orders`. */
  route(method: string, path: string, fn: OrderFunction): void {
    this.#api.root.resourceForPath(path).addMethod(method, integrate(fn), this.#signedIn);
  }
}

type Handlers = Readonly<
  Record<'submitOrder' | 'getOrder' | 'listOrders' | 'listProducts' | 'answerOrder' | 'cancelOrder', OrderFunction>
>;

const createHandlers = (scope: Construct, props: OrderApiProps): Handlers => {
  const { config, artifacts, queue, orders, confirmations, catalogue, workflow, cancellation } = props;
  const create = (id: string, entry: string, description: string): OrderFunction =>
    new OrderFunction(scope, id, { config, artifacts, entry, description, timeout: Duration.seconds(10) });
  const handlers = {
    submitOrder: create('SubmitOrder', 'submit-order', 'Accepts an order: puts it on the queue.'),
    getOrder: create('GetOrder', 'get-order', 'Shows a customer one of their orders.'),
    listOrders: create('ListOrders', 'list-orders', 'Lists the orders of a customer, newest first.'),
    listProducts: create('ListProducts', 'list-products', 'Shows the catalogue.'),
    answerOrder: create('AnswerOrder', 'answer-order', 'Takes the answer of a customer to a question.'),
    cancelOrder: create('CancelOrder', 'cancel-order', 'Takes the wish of a customer to cancel an order.'),
  };
  queue.grantSend(handlers.submitOrder);
  handlers.submitOrder.tell(ENVIRONMENT.deliveryCountries, config.deliveryCountries.join(','));
  orders.grantRead(handlers.getOrder);
  confirmations.grantRead(handlers.getOrder);
  for (const fn of [handlers.getOrder, handlers.cancelOrder]) {
    fn.tell(ENVIRONMENT.cancellationMinutes, String(config.cancellationMinutes));
  }
  for (const fn of [handlers.answerOrder, handlers.cancelOrder]) orders.grantAnswer(fn);
  workflow.grantAnswer(handlers.answerOrder);
  workflow.grantCancelAsked(handlers.cancelOrder);
  cancellation.grantStart(handlers.cancelOrder);
  orders.grantListByCustomer(handlers.listOrders);
  catalogue.grantList(handlers.listProducts);
  return handlers;
};

const createRestApi = (scope: Construct, { config }: OrderApiProps, accessLogs: ILogGroup): RestApi => {
  const { logRetention: retention, removalPolicy } = config;
  const api = new RestApi(scope, 'RestApi', {
    restApiName: Stack.of(scope).stackName,
    description: 'Orders and products.',
    endpointTypes: [EndpointType.REGIONAL],
    // One setting for all REST APIs of an account and region, without which a stage with logs cannot be created. A fresh
    // account has none, so the stack sets it, and keeps it and its role behind: other APIs may have come to rely on it.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
    cloudWatchRole: true,
    cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
    deployOptions: {
      stageName: STAGE,
      throttlingRateLimit: config.throttling.ratePerSecond,
      throttlingBurstLimit: config.throttling.burst,
      accessLogDestination: new LogGroupLogDestination(accessLogs),
      accessLogFormat,
      loggingLevel: MethodLoggingLevel.ERROR,
      dataTraceEnabled: false,
      metricsEnabled: true,
      tracingEnabled: true,
    },
  });
  // Every RestApi brings an output under a generated name; the stack has its own.
  api.node.tryRemoveChild('Endpoint');
  // API Gateway would create this one itself and keep it for ever.
  const executionLogs = new LogGroup(scope, 'ExecutionLogs', {
    logGroupName: `API-Gateway-Execution-Logs_${api.restApiId}/${STAGE}`,
    retention,
    removalPolicy,
  });
  api.deploymentStage.node.addDependency(executionLogs);
  if (!config.webFirewall) {
    Validations.of(api.deploymentStage).acknowledge({
      id: 'AwsSolutions-APIG3',
      reason: 'A web ACL costs 9 dollars a month; where nobody shops, the throttling of the stage suffices.',
    });
  }
  Validations.of(api.node.findChild('CloudWatchRole')).acknowledge({
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    reason: 'API Gateway refuses a role with less, and it serves every API of the account.',
  });
  return api;
};

/** Whose order it was stays out of the log: no path parameters, addresses, claims or tokens. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    time: '$context.requestTimeEpoch',
    requestId: '$context.requestId',
    traceId: '$context.xrayTraceId',
    method: '$context.httpMethod',
    resource: '$context.resourcePath',
    status: '$context.status',
    errorType: '$context.error.responseType',
    integrationStatus: '$context.integration.status',
    integrationLatencyMs: '$context.integration.latency',
    latencyMs: '$context.responseLatency',
    responseBytes: '$context.responseLength',
  }),
);

const addRoutes = (api: RestApi, { artifacts }: OrderApiProps, handlers: Handlers, signedIn: MethodOptions): void => {
  const { $schema: _, ...schema } = readSchema(artifacts, 'order-request');
  const model = api.addModel('OrderRequest', {
    description: 'The body of POST /orders.',
    contentType: 'application/json',
    schema: { schema: JsonSchemaVersion.DRAFT4, ...schema },
  });
  const orders = api.root.addResource('orders');
  orders.addMethod('POST', integrate(handlers.submitOrder), {
    ...signedIn,
    requestValidator: api.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    }),
    // $default, so that no content type goes round it.
    requestModels: { $default: model },
  });
  orders.addMethod('GET', integrate(handlers.listOrders), signedIn);
  const order = orders.addResource('{orderId}');
  order.addMethod('GET', integrate(handlers.getOrder), signedIn);
  order.addResource('answer').addMethod('POST', integrate(handlers.answerOrder), signedIn);
  order.addResource('cancel').addMethod('POST', integrate(handlers.cancelOrder), signedIn);
  const products = api.root.addResource('products').addMethod('GET', integrate(handlers.listProducts));
  Validations.of(products).acknowledge(
    { id: 'AwsSolutions-APIG4', reason: 'Anyone may see what is on sale.' },
    { id: 'AwsSolutions-COG4', reason: 'Anyone may see what is on sale.' },
  );
};

/** Without the permission for the console's test button, which would bypass the stage. */
const integrate = (fn: OrderFunction): LambdaIntegration =>
  new LambdaIntegration(fn.lambda, { allowTestInvoke: false });
