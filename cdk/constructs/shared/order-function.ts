import { type Duration, Validations } from 'aws-cdk-lib';
import { type Conditions, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { type Artifacts, bundleFolder } from './artifacts.ts';
import type { EnvironmentVariable } from './environment.ts';

/** What every construct with functions passes on to them. */
export interface FunctionSettings {
  readonly config: StageConfig;
  readonly artifacts: Artifacts;
}

/** Properties of {@link OrderFunction}. */
export interface OrderFunctionProps extends FunctionSettings {
  /** The entry file's name, which is also its bundle's: `submit-order`. */
  readonly entry: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly memorySizeMb?: number;
  /** Environments kept for it, which also cap it; none by default. */
  readonly reservedConcurrency?: number;
  /** Whether it throws outcomes of business too, which Lambda then counts among its errors; it does not by default. */
  readonly errorsAreOutcomes?: boolean;
}

/** A Lambda function from a prebuilt bundle, whose role may do nothing but log and trace until it is allowed more. */
export class OrderFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly errorsAreOutcomes: boolean;
  readonly reservedConcurrency: number | undefined;

  constructor(scope: Construct, id: string, props: OrderFunctionProps) {
    super(scope, id);
    this.errorsAreOutcomes = props.errorsAreOutcomes ?? false;
    this.reservedConcurrency = props.reservedConcurrency;
    // The usual AWSLambdaBasicExecutionRole may write to every log group of the account; this one to its own.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: props.config.logRetention,
      removalPolicy: props.config.removalPolicy,
    });
    this.logGroup.grantWrite(role);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: Code.fromAsset(bundleFolder(props.artifacts, props.entry)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memorySizeMb ?? 256,
      reservedConcurrentExecutions: props.reservedConcurrency,
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'xray:PutTraceSegments and PutTelemetryRecords have no resource to name.',
    });
  }

  /** Allows the actions on exactly these resources. */
  allow(actions: readonly string[], ...resourceArns: readonly string[]): void {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resourceArns] }));
  }

  /** Allows the actions on these resources as far as the condition holds. */
  allowIf(conditions: Conditions, actions: readonly string[], ...resourceArns: readonly string[]): void {
    this.lambda.addToRolePolicy(
      new PolicyStatement({ actions: [...actions], resources: [...resourceArns], conditions }),
    );
  }

  /** Tells the handler where to find what it was just granted. */
  tell(variable: EnvironmentVariable, value: string): void {
    this.lambda.addEnvironment(variable, value);
  }
}
