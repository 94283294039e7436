import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { StackResource, StacksPort } from '../ports.ts';
import { absentIf, asking } from './asking.ts';

/** The code is that of every mistake in a request. */
const isAbsence = ({ name, message }: Error): boolean =>
  name === 'ValidationError' && message.includes('does not exist');

/** What the stack had once, and has no longer. */
const GONE = ['DELETE_COMPLETE', 'DELETE_SKIPPED'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
export const createStacks = (client: CloudFormationClient): StacksPort => ({
  stack: (StackName) =>
    asking('cloudformation:DescribeStacks', async () => {
      const answer = await absentIf(client.send(new DescribeStacksCommand({ StackName })), isAbsence);
      const [found] = answer?.Stacks ?? [];
      if (!found) return undefined;
      const outputs = (found.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
      return { status: found.StackStatus ?? 'UNKNOWN', outputs: Object.fromEntries(outputs) };
    }),
  resources: (StackName) =>
    asking('cloudformation:ListStackResources', async () => {
      const all: StackResource[] = [];
      for await (const page of paginateListStackResources({ client }, { StackName })) {
        for (const row of page.StackResourceSummaries ?? []) {
          const {
            LogicalResourceId: logicalId,
            PhysicalResourceId: physicalId,
            ResourceType: type,
            ResourceStatus,
          } = row;
          if (logicalId && physicalId && type && !GONE.includes(ResourceStatus ?? '')) {
            all.push({ logicalId, physicalId, type });
          }
        }
      }
      return all;
    }),
});
