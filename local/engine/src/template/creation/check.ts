/** A resource of the stack as it was created, with its resolved properties. */
export interface Created {
  readonly logicalId: string;
  readonly type: string;
  readonly ref: string;
  readonly arn: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: each type has properties of its own
  readonly properties: any;
}

/** What stands when a resource is created: all that it refers to or depends on, and perhaps others. */
export interface Stack {
  /** The resources of a type that are created. */
  created(type: string): readonly Created[];
  /** Logical ids that the resource names in its `DependsOn`. */
  readonly dependsOn: readonly string[];
  /** Logical ids of the template's resources of a type, created or not. */
  declared(type: string): readonly string[];
}

/** Says in the service's words why it would refuse the resource; undefined where it would not. What the service itself refuses in
 * a call stands with its operation; here is what CloudFormation's call meets that no schema tells. */
// biome-ignore lint/suspicious/noExplicitAny: each type has properties of its own
export type CreationCheck = (properties: any, stack: Stack) => string | undefined;

export type CreationChecks = Readonly<Record<string, readonly CreationCheck[]>>;

/** The resource of a type with this ARN. */
export const byArn = (stack: Stack, type: string, arn: unknown): Created | undefined =>
  stack.created(type).find((one) => one.arn === arn);

/** Whether an ARN is of this account, whose resources are known. */
export const isOurs = (arn: unknown): boolean => /^arn:aws:[^:]+:[^:]*:000000000000:/.test(String(arn));

/** The log group of an ARN. */
export const logGroupOf = (stack: Stack, arn: unknown): Created | undefined => {
  const name = /:log-group:([^:]+)/.exec(String(arn))?.[1];
  return stack.created('AWS::Logs::LogGroup').find(({ ref }) => ref === name);
};
