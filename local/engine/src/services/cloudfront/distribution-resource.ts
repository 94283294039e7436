import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { own } from '../../kit/own.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { type Engine, type ResourceType, resourceType } from '../../service.ts';
import { domainOf, entityId } from './ids.ts';
import type { ApiLookup, Behaviour, CustomError, Origin, Registry } from './model.ts';
import { originProperties, toOrigin } from './origins/origin-resource.ts';
import { toPattern } from './paths.ts';
import { managedCachePolicies } from './policies/cache-policy.ts';
import { managedHeadersPolicies } from './policies/headers-policy.ts';
import { managedOriginRequestPolicies } from './policies/origin-request-policy.ts';

const behaviourShape = {
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  CachedMethods: ignored,
  CachePolicyId: z.string(),
  Compress: flag.default(false),
  FunctionAssociations: z
    .array(z.strictObject({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
    .max(1)
    .default([]),
  GrpcConfig: ignored,
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  // http stands for https here: the address is that of this machine.
  ViewerProtocolPolicy: ignored,
};
const behaviourProperties = z.strictObject(behaviourShape);
type GivenBehaviour = z.infer<typeof behaviourProperties>;

const distributionProperties = z.strictObject({
  DistributionConfig: z.strictObject({
    Enabled: flag.pipe(z.literal(true)),
    Aliases: z.array(z.string()).default([]),
    CacheBehaviors: z.array(z.strictObject({ ...behaviourShape, PathPattern: z.string() })).default([]),
    CustomErrorResponses: z
      .array(
        z.strictObject({
          ErrorCode: z.coerce.number().int(),
          ErrorCachingMinTTL: ignored,
          ResponseCode: z.coerce.number().int().optional(),
          ResponsePagePath: z.string().startsWith('/').optional(),
        }),
      )
      .default([]),
    DefaultCacheBehavior: behaviourProperties,
    DefaultRootObject: z.string().default(''),
    Origins: z.array(originProperties).min(1),
    Comment: ignored,
    HttpVersion: ignored,
    IPV6Enabled: ignored,
    Logging: ignored,
    PriceClass: ignored,
    Restrictions: ignored,
    ViewerCertificate: ignored,
    WebACLId: ignored,
  }),
  Tags: ignored,
});
type DistributionConfig = z.infer<typeof distributionProperties>['DistributionConfig'];

/** The distribution that serves the site's origin; a template can have one here.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html */
export const distributionType = (engine: Engine, apiAt: ApiLookup, registry: Registry): ResourceType =>
  resourceType({
    properties: distributionProperties,
    provision: ({ DistributionConfig: config }, { stackId, logicalId }) => {
      const seed = `${stackId}/${logicalId}`;
      const id = entityId(seed);
      if (registry.distribution && registry.distribution.id !== id)
        throw new EngineError('the template has another distribution, and they would share one origin');
      const domain = domainOf(seed);
      registry.distribution = {
        id,
        arn: `arn:aws:cloudfront::${engine.accountId}:distribution/${id}`,
        domain,
        defaultRootObject: config.DefaultRootObject.replace(/^\//, ''),
        behaviours: toBehaviours(apiAt, registry, config),
        customErrors: toCustomErrors(config),
      };
      for (const host of [domain, ...config.Aliases]) engine.mapHost(host, 'site');
      return { ref: id, attributes: { Id: id, DomainName: domain } };
    },
  });

const toBehaviours = (apiAt: ApiLookup, registry: Registry, config: DistributionConfig): readonly Behaviour[] => {
  const origins = new Map(config.Origins.map((given) => [given.Id, toOrigin(apiAt, registry, given)]));
  return [
    ...config.CacheBehaviors.map((given) => ({
      ...toBehaviour(registry, origins, given),
      pattern: toPattern(given.PathPattern),
    })),
    toBehaviour(registry, origins, config.DefaultCacheBehavior),
  ];
};

const toBehaviour = (registry: Registry, origins: ReadonlyMap<string, Origin>, given: GivenBehaviour): Behaviour => {
  const find = <T>(
    what: string,
    id: string,
    given: ReadonlyMap<string, T>,
    managed: Readonly<Record<string, T>>,
  ): T => {
    const found = given.get(id) ?? own(managed, id);
    if (found === undefined) throw new EngineError(`${what} ${id} is neither in the template nor emulated`);
    return found;
  };
  const { OriginRequestPolicyId, ResponseHeadersPolicyId, FunctionAssociations } = given;
  const viewerRequest = FunctionAssociations[0]?.FunctionARN;
  return {
    origin: find('origin', given.TargetOriginId, origins, {}),
    methods: new Set(given.AllowedMethods),
    compress: given.Compress,
    cachePolicy: find('cache policy', given.CachePolicyId, registry.cachePolicies, managedCachePolicies),
    ...(OriginRequestPolicyId && {
      originRequestPolicy: find(
        'origin request policy',
        OriginRequestPolicyId,
        registry.originRequestPolicies,
        managedOriginRequestPolicies,
      ),
    }),
    ...(ResponseHeadersPolicyId && {
      headersPolicy: find(
        'response headers policy',
        ResponseHeadersPolicyId,
        registry.headersPolicies,
        managedHeadersPolicies,
      ),
    }),
    ...(viewerRequest && { viewerRequest: find('function', viewerRequest, registry.functions, {}) }),
  };
};

const toCustomErrors = ({ CustomErrorResponses }: DistributionConfig): ReadonlyMap<number, CustomError> =>
  new Map(
    CustomErrorResponses.map(({ ErrorCode, ResponseCode, ResponsePagePath }) => [
      ErrorCode,
      {
        ...(ResponsePagePath !== undefined && { page: ResponsePagePath }),
        ...(ResponseCode !== undefined && { status: ResponseCode }),
      },
    ]),
  );
