/** RUNNING or STOPPED. */
export type PipeState = 'RUNNING' | 'STOPPED';

/** A pipe as provisioned. */
export interface Pipe {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly description: string | undefined;
  readonly source: string;
  readonly sourceParameters: unknown;
  readonly target: string;
  readonly targetParameters: unknown;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  /** A synchronous target's failures are seen, and its answer may name single messages. */
  readonly synchronous: boolean;
}

/** A pipe and what is wanted of it. Times in milliseconds since the epoch. */
export interface PipeRecord {
  readonly pipe: Pipe;
  readonly state: PipeState;
  readonly createdAt: number;
  readonly modifiedAt: number;
}
