import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';

/** A mistake in what the command was told; its message says what to change. */
export class WrongArguments extends Error {
  override readonly name = 'WrongArguments';
}

/** What erasing must know of a deployed stack. */
export interface DeployedStack {
  readonly name: string;
  /** `arn:aws:cloudformation:REGION:ACCOUNT:stack/…`. */
  readonly id: string;
  readonly userPoolId: string;
  readonly ordersTable: string;
  readonly confirmationsTable: string;
  readonly activityTable: string;
  readonly productsTable: string;
  readonly stateMachineArns: readonly string[];
  readonly queues: readonly { readonly name: string; readonly url: string }[];
  /** Whether it has a sender, and so a configuration set. */
  readonly sendsMails: boolean;
}

const describe = async (client: CloudFormationClient, name: string) => {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ValidationError') throw error;
    throw new WrongArguments(`${error.message}. Is it the right name, account and region?`, { cause: error });
  }
};

/** Reads the stack's outputs and resources. Throws WrongArguments where there is none, or it is another product's. */
export const readStack = async (client: CloudFormationClient, name: string): Promise<DeployedStack> => {
  const { Outputs = [], StackId: id = '' } = (await describe(client, name)) ?? {};
  const outputs = new Map(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const output = (key: string): string => {
    const value = outputs.get(key);
    if (value === undefined) throw new WrongArguments(`the stack ${name} has no output ${key}: it is not this shop's`);
    return value;
  };
  const resources: { type: string; name: string; id: string }[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: name })) {
    for (const { ResourceType = '', LogicalResourceId = '', PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (PhysicalResourceId) resources.push({ type: ResourceType, name: LogicalResourceId, id: PhysicalResourceId });
    }
  }
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    name,
    id,
    userPoolId: output('UserPoolId'),
    ordersTable: output('OrdersTableName'),
    confirmationsTable: output('ConfirmationsTableName'),
    activityTable: output('ActivityTableName'),
    productsTable: output('ProductsTableName'),
    stateMachineArns: ofType('AWS::StepFunctions::StateMachine').map((machine) => machine.id),
    queues: ofType('AWS::SQS::Queue').map((queue) => ({ name: queue.name, url: queue.id })),
    sendsMails: outputs.has('ConfigurationSetName'),
  };
};
