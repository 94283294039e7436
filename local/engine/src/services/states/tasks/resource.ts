import { DefinitionError } from '../definition-error.ts';

/** What a Task state calls. */
export type TaskResource = LambdaResource | ServiceResource;

/** A function named by its ARN: reported by LambdaFunction events. */
interface LambdaResource {
  readonly kind: 'function';
  readonly arn: string;
}

/** An optimized integration: reported by Task events. */
export interface ServiceResource {
  readonly kind: 'service';
  readonly service: 'lambda' | 'dynamodb' | 'sns' | 'sqs';
  /** As the API names it: `putItem`. */
  readonly action: string;
  /** Whether the task waits for SendTaskSuccess or SendTaskFailure. */
  readonly waitsForToken: boolean;
}

const INTEGRATIONS: Readonly<Record<ServiceResource['service'], { actions: readonly string[]; tokens: boolean }>> = {
  lambda: { actions: ['invoke'], tokens: true },
  dynamodb: { actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'], tokens: false },
  sns: { actions: ['publish'], tokens: true },
  sqs: { actions: ['sendMessage'], tokens: true },
};

/** Reads a Task state's Resource. Throws DefinitionError for an integration that is not emulated.
 * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html */
export const parseResource = (arn: string, location: string): TaskResource => {
  if (/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[^:]+(:[^:]+)?$/.test(arn)) return { kind: 'function', arn };
  const match = /^arn:aws:states:[a-z0-9-]*:\d*:([a-z]+):([A-Za-z]+)(\.waitForTaskToken)?$/.exec(arn);
  const [, name = '', action = '', suffix] = match ?? [];
  const service = (Object.keys(INTEGRATIONS) as ServiceResource['service'][]).find((candidate) => candidate === name);
  const integration = service && INTEGRATIONS[service];
  if (!service || !integration?.actions.includes(action) || (suffix && !integration.tokens)) {
    throw new DefinitionError('NOT_SUPPORTED', `The integration ${arn} is not emulated locally`, location);
  }
  return { kind: 'service', service, action, waitsForToken: suffix !== undefined };
};

/** `sendMessage.waitForTaskToken`, as history events name it. */
export const resourceName = (resource: ServiceResource): string =>
  `${resource.action}${resource.waitsForToken ? '.waitForTaskToken' : ''}`;
