import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type AwsService, type Engine, operation } from '../../service.ts';
import type { Deployment } from '../../template/deployment.ts';

/** CloudFormation's read side: what the one stack holds, under which names. */
export interface CloudFormation extends AwsService {
  deployed(deployment: Deployment): void;
}

const stackInput = z.looseObject({ StackName: z.string().optional() });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
export const createCloudFormation = (engine: Engine): CloudFormation => {
  let deployment: Deployment | undefined;
  let deployedAt = new Date(engine.now()).toISOString();
  const find = (name: string | undefined): Deployment => {
    if (!deployment || (name !== undefined && name !== deployment.stackName && name !== deployment.stackId)) {
      throw new AwsError('ValidationError', `Stack with id ${name ?? ''} does not exist`);
    }
    return deployment;
  };
  const access = () => [{ action: 'cloudformation:DescribeStacks', resource: deployment?.stackId ?? '*' }];
  const rows = (found: Deployment) =>
    found.resources.map(({ logicalId, type, physicalId }) => ({
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      ResourceStatus: 'CREATE_COMPLETE',
    }));
  return {
    name: 'cloudformation',
    protocol: 'query',
    invalidInputCode: 'ValidationError',
    xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    operations: {
      DescribeStacks: operation({
        input: stackInput,
        access,
        run: ({ StackName }) => {
          const { stackName, stackId, outputs } = find(StackName);
          const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
          const stack = {
            StackName: stackName,
            StackId: stackId,
            CreationTime: deployedAt,
            StackStatus: 'CREATE_COMPLETE',
            Outputs,
          };
          return { Stacks: [stack] };
        },
      }),
      ListStackResources: operation({
        input: stackInput,
        access,
        run: ({ StackName }) => ({
          StackResourceSummaries: rows(find(StackName)).map((row) => ({ ...row, LastUpdatedTimestamp: deployedAt })),
        }),
      }),
      DescribeStackResources: operation({
        input: stackInput,
        access,
        run: ({ StackName: name }) => {
          const found = find(name);
          const { stackName: StackName, stackId: StackId } = found;
          return { StackResources: rows(found).map((row) => ({ StackName, StackId, ...row, Timestamp: deployedAt })) };
        },
      }),
    },
    elsewhere: {
      lists: {},
      missing: ({ StackName = '' }) => new AwsError('ValidationError', `Stack with id ${StackName} does not exist`),
    },
    deployed: (latest) => {
      deployment = latest;
      deployedAt = new Date(engine.now()).toISOString();
    },
  };
};
