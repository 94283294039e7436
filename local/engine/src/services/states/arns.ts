import { AwsError } from '../../aws-error.ts';

const MACHINE_PATTERN = /^arn:aws:states:[a-z0-9-]+:\d{12}:stateMachine:([^:]+)$/;
const EXECUTION_PATTERN = /^arn:aws:states:[a-z0-9-]+:\d{12}:execution:([^:]+):([^:]+)$/;

/** The ARNs of one account's state machines and executions. */
export interface Arns {
  machine(name: string): string;
  execution(machineName: string, name: string): string;
}

export const createArns = (region: string, accountId: string): Arns => ({
  machine: (name) => `arn:aws:states:${region}:${accountId}:stateMachine:${name}`,
  execution: (machineName, name) => `arn:aws:states:${region}:${accountId}:execution:${machineName}:${name}`,
});

/** Refuses what is not a state machine's ARN with InvalidArn. */
export const checkMachineArn = (arn: string): void => {
  if (!MACHINE_PATTERN.test(arn)) throw invalidArn(arn);
};

/** Refuses what is not an execution's ARN with InvalidArn. */
export const checkExecutionArn = (arn: string): void => {
  if (!EXECUTION_PATTERN.test(arn)) throw invalidArn(arn);
};

/** The name at the end of an ARN. */
export const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

const invalidArn = (arn: string): AwsError =>
  arn.startsWith('arn:')
    ? new AwsError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${arn.split(':')[5] ?? ''}'`)
    : new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
