import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import type { Clock } from '../../kit/clock.ts';
import { ignored } from '../../kit/properties.ts';
import { createTokenBucket, type TokenBucket } from '../../kit/token-bucket.ts';
import { type Engine, resourceType } from '../../service.ts';
import type { ApiResource, RestApis, Stage } from './model.ts';

const methodSetting = z.strictObject({
  HttpMethod: z.string().default('*'),
  ResourcePath: z.string().default('/*'),
  ThrottlingRateLimit: z.coerce.number().optional(),
  ThrottlingBurstLimit: z.coerce.number().optional(),
  CacheDataEncrypted: ignored,
  CacheTtlInSeconds: ignored,
  CachingEnabled: ignored,
  DataTraceEnabled: ignored,
  LoggingLevel: z.enum(['OFF', 'ERROR', 'INFO']).optional(),
  MetricsEnabled: ignored,
});
type MethodSetting = z.infer<typeof methodSetting>;

const stageProperties = z.strictObject({
  RestApiId: z.string(),
  StageName: z.string(),
  MethodSettings: z.array(methodSetting).default([]),
  Variables: z.record(z.string(), z.string()).optional(),
  DeploymentId: ignored,
  AccessLogSetting: z.unknown().optional(),
  Description: ignored,
  DocumentationVersion: ignored,
  Tags: ignored,
  TracingEnabled: ignored,
});

/** A stage: its name is the first segment of the API's paths.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html */
export const stageType = (engine: Engine, apis: RestApis) =>
  resourceType({
    properties: stageProperties,
    provision: ({ RestApiId, StageName, MethodSettings, Variables, AccessLogSetting }) => {
      const logs =
        AccessLogSetting !== undefined || MethodSettings.some(({ LoggingLevel = 'OFF' }) => LoggingLevel !== 'OFF');
      if (logs && apis.account.cloudWatchRoleArn === undefined)
        throw new EngineError('CloudWatch Logs role ARN must be set in account settings to enable logging');
      const other = apis.all().find(({ id, stages }) => id !== RestApiId && stages.has(StageName));
      if (other)
        throw new EngineError(`stage ${StageName}: API ${other.name} has one of this name, and they share one origin`);
      apis.get(RestApiId).stages.set(StageName, {
        name: StageName,
        ...(Variables && { variables: Variables }),
        throttleOf: throttles(MethodSettings, engine.clock),
      });
      return { ref: StageName };
    },
  });

/** Each method has a bucket of its own, filled as the setting closest to it says.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html */
const throttles = (settings: readonly MethodSetting[], clock: Clock): Stage['throttleOf'] => {
  const buckets = new Map<string, TokenBucket | undefined>();
  return (resource, httpMethod) => {
    const key = `${httpMethod} ${resource.path}`;
    if (!buckets.has(key)) buckets.set(key, bucketFor(settings, resource, httpMethod, clock));
    return buckets.get(key);
  };
};

const bucketFor = (
  settings: readonly MethodSetting[],
  { path }: ApiResource,
  httpMethod: string,
  clock: Clock,
): TokenBucket | undefined => {
  const fits = ({ HttpMethod, ResourcePath }: MethodSetting): boolean =>
    (HttpMethod === '*' || HttpMethod === httpMethod) && (ResourcePath === '/*' || decodePath(ResourcePath) === path);
  const closeness = (setting: MethodSetting): number =>
    (setting.ResourcePath === '/*' ? 0 : 2) + (setting.HttpMethod === '*' ? 0 : 1);
  const fitting = settings.filter(fits).toSorted((left, right) => closeness(right) - closeness(left));
  const rate = fitting.find(({ ThrottlingRateLimit }) => ThrottlingRateLimit !== undefined)?.ThrottlingRateLimit ?? -1;
  const burst =
    fitting.find(({ ThrottlingBurstLimit }) => ThrottlingBurstLimit !== undefined)?.ThrottlingBurstLimit ?? -1;
  if (rate < 0 && burst < 0) return undefined;
  return createTokenBucket(
    {
      ratePerSecond: rate < 0 ? Number.MAX_SAFE_INTEGER : rate,
      burst: burst < 0 ? Math.max(rate, 1) : burst,
    },
    clock,
  );
};

/** `/~1orders~1{orderId}` stands for `/orders/{orderId}`. */
const decodePath = (path: string): string => path.replace(/^\/(?=~1)/, '').replaceAll('~1', '/');
