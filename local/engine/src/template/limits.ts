import { EngineError } from '../aws-error.ts';
import type { Assembly } from './load.ts';

const RESOURCES = 500;
const OUTPUTS = 200;
const PARAMETERS = 200;
const DESCRIPTION_BYTES = 1_024;
const TEMPLATE_BYTES = 1_000_000;
const DELETION_POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];

/** Refuses a template that CloudFormation does not even begin with. Throws EngineError.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const refuseTemplate = (assembly: Assembly): void => {
  const why = faultOf(assembly);
  if (why !== undefined) throw new EngineError(`Template validation error: ${why}`);
};

const faultOf = ({ resources, outputs, parameters, description, bytes }: Assembly): string | undefined => {
  const counts = [
    ['resources', Object.keys(resources).length, RESOURCES],
    ['outputs', Object.keys(outputs).length, OUTPUTS],
    ['parameters', Object.keys(parameters).length, PARAMETERS],
  ] as const;
  for (const [what, amount, most] of counts) {
    if (amount > most) return `Number of ${what}, ${amount}, is greater than maximum allowed, ${most}`;
  }
  if (bytes > TEMPLATE_BYTES)
    return `the template has ${bytes} bytes, more than the maximum of ${TEMPLATE_BYTES} (1 MB)`;
  if (Buffer.byteLength(description) > DESCRIPTION_BYTES)
    return `Template format error: Description has more than ${DESCRIPTION_BYTES} bytes`;
  const missing = Object.entries(parameters).filter(([, { Default }]) => Default === undefined);
  if (missing.length > 0) return `Parameters: [${missing.map(([name]) => name).join(', ')}] must have values`;
  for (const [logicalId, { Type, DependsOn, DeletionPolicy }] of Object.entries(resources)) {
    if (!/^[a-zA-Z0-9]+$/.test(logicalId))
      return `Template format error: Resource name ${logicalId} is non alphanumeric.`;
    const unknown = DependsOn.find((other) => resources[other] === undefined);
    if (unknown !== undefined)
      return `Template format error: Unresolved resource dependencies [${unknown}] in the Resources block of the template (${logicalId})`;
    if (DeletionPolicy !== undefined && !DELETION_POLICIES.includes(DeletionPolicy)) {
      return `Template format error: Unrecognized DeletionPolicy ${DeletionPolicy} for resource ${logicalId} (${Type})`;
    }
  }
  return undefined;
};
