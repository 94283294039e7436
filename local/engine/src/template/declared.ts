import type { Provisioned, ResourceContext } from '../service.ts';

/** Resource types that the engine only takes note of: they watch, protect or describe, and carry no order. Each has what
 * `Ref` and `Fn::GetAtt` need; the start prints the list. */
export const declaredTypes: Readonly<
  Record<string, (resource: ResourceContext, properties: Readonly<Record<string, unknown>>) => Provisioned>
> = {
  'AWS::CDK::Metadata': ({ logicalId }) => ({ ref: logicalId }),
  'AWS::CloudWatch::Alarm': named('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': named('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': ({ logicalId }) => ({ ref: logicalId }),
  'AWS::Logs::MetricFilter': ({ logicalId }) => ({ ref: logicalId }),
  'AWS::Logs::QueryDefinition': ({ logicalId }) => ({ ref: logicalId }),
  'AWS::Logs::ResourcePolicy': ({ logicalId }) => ({ ref: logicalId }),
  'AWS::WAFv2::LoggingConfiguration': (_resource, { ResourceArn }) => ({ ref: String(ResourceArn) }),
  'AWS::WAFv2::WebACL': named('wafv2', 'regional/webacl/'),
  'AWS::WAFv2::WebACLAssociation': ({ logicalId }) => ({ ref: logicalId }),
  'AWS::XRay::Group': named('xray', 'group/'),
};

function named(service: string, prefix: string): (resource: ResourceContext) => Provisioned {
  return (resource) => {
    const name = resource.generatedName();
    return { ref: name, attributes: { Arn: `arn:aws:${service}:us-east-1:000000000000:${prefix}${name}` } };
  };
}
