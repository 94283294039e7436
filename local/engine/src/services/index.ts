import type { AwsService, Engine } from '../service.ts';
import { createApiGateway } from './apigateway/index.ts';
import { createCloudFront } from './cloudfront/index.ts';
import { createCognito } from './cognito/index.ts';
import { createEvents } from './events/index.ts';
import { createLambda } from './lambda/index.ts';
import { createLogs } from './logs/index.ts';
import { createPipes } from './pipes/index.ts';
import { createS3 } from './s3/index.ts';
import { createSes } from './ses/index.ts';
import { createSns } from './sns/index.ts';
import { createSqs } from './sqs/index.ts';
import { createStates } from './states/index.ts';
import { createSts } from './sts/index.ts';

/** Every service of the engine, in the order in which they start; they stop in the opposite order. */
export const serviceFactories: readonly ((engine: Engine) => AwsService)[] = [
  createSts,
  createLogs,
  createSqs,
  createSns,
  createSes,
  createLambda,
  createEvents,
  createStates,
  createPipes,
  createCognito,
  (engine) => createS3(engine, engine.localOrigin),
  createCloudFront,
  createApiGateway,
];
