/** A function as provisioned. */
export interface FunctionConfig {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly runtime: string;
  /** `index.handler`. */
  readonly handler: string;
  /** The folder of its code. */
  readonly taskRoot: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly architecture: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Undefined: bounded by this machine only; 0: every call is throttled. */
  readonly reservedConcurrency: number | undefined;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly logLevel: string;
  readonly deadLetterArn: string | undefined;
  /** ISO 8601. */
  readonly lastModified: string;
  readonly codeSha256: string;
}
