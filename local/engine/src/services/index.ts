import { openMailbox } from '../kit/mailbox.ts';
import type { AwsService, Engine } from '../service.ts';
import { createApiGateway, createApiLookup } from './apigateway/index.ts';
import { createRestApis } from './apigateway/model.ts';
import { createCloudFront } from './cloudfront/index.ts';
import { createCognito } from './cognito/index.ts';
import { createEvents } from './events/index.ts';
import { createLambda } from './lambda/index.ts';
import { createLogs } from './logs/index.ts';
import { createPipes } from './pipes/index.ts';
import { createS3 } from './s3/index.ts';
import { createSecretsManager } from './secretsmanager/index.ts';
import { createSes } from './ses/index.ts';
import { createSns } from './sns/index.ts';
import { createSqs } from './sqs/index.ts';
import { createStates } from './states/index.ts';
import { createSts } from './sts/index.ts';

/** Every service of the engine, in the order in which they start; they stop in the opposite order. */
export const createServices = (engine: Engine): readonly AwsService[] => {
  const mailbox = openMailbox(engine.store);
  const cognito = createCognito(engine, mailbox);
  const restApis = createRestApis();
  return [
    createSts(engine),
    createLogs(engine),
    createSecretsManager(engine),
    createSqs(engine),
    createSns(engine, mailbox),
    createSes(engine, mailbox),
    createLambda(engine),
    createEvents(engine),
    createStates(engine),
    createPipes(engine),
    cognito.service,
    createS3(engine),
    // Before API Gateway, which else would answer the stages' paths itself.
    createCloudFront(engine, createApiLookup(engine, restApis, cognito.tokenChecks)),
    createApiGateway(engine, restApis, cognito.tokenChecks),
  ];
};
