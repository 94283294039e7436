import { AwsError } from '../../aws-error.ts';
import type { AwsService, Engine } from '../../service.ts';
import { createPipeOperations, PIPE_ROUTES } from './operations.ts';
import { createPipeRegistry } from './pipes.ts';
import { createPipeType } from './resource.ts';

/** EventBridge Pipes from SQS to Lambda and Step Functions. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html */
export const createPipes = (engine: Engine): AwsService => {
  const pipes = createPipeRegistry(engine);
  return {
    name: 'pipes',
    protocol: 'rest-json',
    operations: createPipeOperations(engine, pipes),
    routes: PIPE_ROUTES,
    elsewhere: {
      lists: { ListPipes: { Pipes: [] } },
      missing: ({ Name }) => new AwsError('NotFoundException', `Pipe ${Name} does not exist.`, 404),
    },
    resourceTypes: { 'AWS::Pipes::Pipe': createPipeType(engine, pipes) },
    start: pipes.start,
    rest: pipes.rest,
    stop: pipes.stop,
  };
};
