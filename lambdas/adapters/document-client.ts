import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ClientPatience, clientSettings } from './client-settings.ts';

/** A DynamoDB client that speaks plain objects; members that are undefined are left out. */
export const createDocumentClient = (patience: ClientPatience): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(patience)), {
    marshallOptions: { removeUndefinedValues: true },
  });
