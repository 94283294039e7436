import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { ignored } from '../../kit/properties.ts';
import { type Engine, resourceType } from '../../service.ts';
import { checkPipeRole, type Pipes } from './pipes.ts';
import { isStateMachine } from './target.ts';

const invocationType = z.enum(['REQUEST_RESPONSE', 'FIRE_AND_FORGET']).default('REQUEST_RESPONSE');

const properties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  RoleArn: z.string(),
  Source: z.string().regex(/^arn:[^:]+:sqs:/, 'only SQS sources are emulated'),
  SourceParameters: z
    .strictObject({
      SqsQueueParameters: z
        .strictObject({
          BatchSize: z.coerce.number().int().min(1).max(10_000).default(10),
          MaximumBatchingWindowInSeconds: z.coerce.number().int().min(0).max(300).default(0),
        })
        .optional(),
    })
    .optional(),
  Target: z.string().regex(/^arn:[^:]+:(lambda|states):/, 'only Lambda and Step Functions targets are emulated'),
  TargetParameters: z
    .strictObject({
      LambdaFunctionParameters: z.strictObject({ InvocationType: invocationType }).optional(),
      StepFunctionStateMachineParameters: z.strictObject({ InvocationType: invocationType }).optional(),
    })
    .optional(),
  DesiredState: z.enum(['RUNNING', 'STOPPED']).default('RUNNING'),
  LogConfiguration: ignored,
  KmsKeyIdentifier: ignored,
  Tags: ignored,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html */
export const createPipeType = (engine: Engine, pipes: Pipes) =>
  resourceType({
    properties,
    provision: (given, resource) => {
      const queue = given.SourceParameters?.SqsQueueParameters;
      const batchSize = queue?.BatchSize ?? 10;
      const batchingWindowSeconds = queue?.MaximumBatchingWindowInSeconds ?? 0;
      if (batchSize > 10 && batchingWindowSeconds < 1) {
        throw new EngineError('a BatchSize over 10 needs a MaximumBatchingWindowInSeconds of at least 1');
      }
      const workflow = isStateMachine(given.Target);
      const asked = workflow
        ? given.TargetParameters?.StepFunctionStateMachineParameters?.InvocationType
        : given.TargetParameters?.LambdaFunctionParameters?.InvocationType;
      if (workflow && asked !== 'FIRE_AND_FORGET') {
        throw new EngineError('a Step Functions target is emulated with FIRE_AND_FORGET only');
      }
      const name = given.Name ?? resource.generatedName(64);
      const arn = `arn:aws:pipes:${engine.region}:${engine.accountId}:pipe/${name}`;
      checkPipeRole(engine, { name, arn, roleArn: given.RoleArn, source: given.Source });
      const { pipe, state, createdAt, modifiedAt } = pipes.provision(
        {
          name,
          arn,
          roleArn: given.RoleArn,
          description: given.Description,
          source: given.Source,
          sourceParameters: given.SourceParameters,
          target: given.Target,
          targetParameters: given.TargetParameters,
          batchSize,
          batchingWindowSeconds,
          synchronous: asked !== 'FIRE_AND_FORGET',
        },
        given.DesiredState,
      );
      return {
        ref: name,
        attributes: {
          Arn: pipe.arn,
          CurrentState: state,
          StateReason: '',
          CreationTime: new Date(createdAt).toISOString(),
          LastModifiedTime: new Date(modifiedAt).toISOString(),
        },
      };
    },
    remove: (ref) => pipes.remove(ref),
  });
