import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAccounts } from './adapters/accounts-cognito.ts';
import { createActs } from './adapters/acts-dynamodb.ts';
import { createExecutions } from './adapters/executions-sfn.ts';
import { createMailRecords } from './adapters/mails-dynamodb.ts';
import { createOrderRecords, createProductsAmong } from './adapters/orders-dynamodb.ts';
import { createQueueCounts } from './adapters/queues-sqs.ts';
import { createSuppression } from './adapters/suppression-ses.ts';
import type { Deps } from './ports.ts';
import type { DeployedStack } from './stack.ts';

/** Where the clients call, and how patient they are; what is left out, the SDK finds as the AWS CLI does. */
export interface ClientSettings {
  readonly region?: string;
  readonly endpoint?: string;
  readonly maxAttempts?: number;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The SDK clients of one run. */
export const createClients = (settings: ClientSettings) => ({
  stacks: new CloudFormationClient(settings),
  people: new CognitoIdentityProviderClient(settings),
  tables: DynamoDBDocumentClient.from(new DynamoDBClient(settings)),
  workflows: new SFNClient(settings),
  mails: new SESv2Client(settings),
  queues: new SQSClient(settings),
});

/** What erasing works on, in a deployed stack. */
export const connect = (clients: ReturnType<typeof createClients>, stack: DeployedStack): Deps => ({
  accounts: createAccounts(clients.people, stack.userPoolId),
  orders: createOrderRecords(clients.tables, stack.ordersTable),
  mails: createMailRecords(clients.tables, stack.confirmationsTable),
  acts: createActs(clients.tables, stack.activityTable),
  executions: createExecutions(clients.workflows, stack.stateMachineArns),
  productsAmong: createProductsAmong(clients.tables, stack.productsTable),
  suppression: createSuppression(clients.mails),
  queues: createQueueCounts(clients.queues, stack.queues),
  sendsMails: stack.sendsMails,
  now: () => new Date(),
});
