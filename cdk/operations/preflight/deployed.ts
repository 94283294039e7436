import type { StackResource, StacksPort } from './ports.ts';

/** What of the stack is there already: an update changes it, where a first deployment would make it. */
export interface Deployed {
  /** The name of a resource of the stack. Throws NotAsked where CloudFormation does not tell. */
  physicalId(logicalId: string): Promise<string | undefined>;
  /** Whether the stack itself has the resource of that name. Throws NotAsked where CloudFormation does not tell. */
  owns(type: string, physicalId: string): Promise<boolean>;
}

/** Stacks that hold nothing, or are deleted before they are deployed anew. */
const EMPTY = ['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE'];

/** Asks CloudFormation once, when the first check wants to know. */
export const createDeployed = (stacks: StacksPort, stackName: string): Deployed => {
  const ask = async (): Promise<readonly StackResource[]> => {
    const stack = await stacks.stack(stackName);
    return stack === undefined || EMPTY.includes(stack.status) ? [] : await stacks.resources(stackName);
  };
  let asked: Promise<readonly StackResource[]> | undefined;
  const resources = (): Promise<readonly StackResource[]> => {
    asked ??= ask();
    return asked;
  };
  return {
    physicalId: async (wanted) => (await resources()).find(({ logicalId }) => logicalId === wanted)?.physicalId,
    owns: async (wantedType, wanted) =>
      (await resources()).some(({ type, physicalId }) => type === wantedType && physicalId === wanted),
  };
};
