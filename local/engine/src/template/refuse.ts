import type { z } from 'zod';
import { EngineError } from '../aws-error.ts';
import type { Provisioned, ResourceType } from '../service.ts';
import type { Assembly } from './load.ts';
import { resolve, type Scope } from './resolve.ts';

/** Says in one line what is wrong with a resource's properties. */
export const describeIssues = (issues: readonly z.core.$ZodIssue[]): string =>
  issues
    .map((issue) => {
      if (issue.code === 'unrecognized_keys') {
        const at = [...issue.path, ''].join('.');
        return issue.keys.map((key) => `property ${at}${key} is not emulated`).join('; ');
      }
      return `property ${issue.path.join('.')}: ${issue.message}`;
    })
    .join('; ');

/** Refuses properties and intrinsic functions that are not emulated before anything is provisioned; what only the values of
 * resources to come can tell is left to their provisioning. `scope` holds the resources that stand. Throws EngineError. */
export const refuseNotEmulated = (
  assembly: Assembly,
  logicalIds: readonly string[],
  types: ReadonlyMap<string, ResourceType>,
  scope: Scope,
): void => {
  const expected = Object.keys(assembly.resources).map((id) => [id, scope.resources.get(id) ?? toCome] as const);
  const resources = new Map(expected);
  for (const logicalId of logicalIds) {
    const { Type, Properties } = assembly.resources[logicalId] ?? { Type: '', Properties: {} };
    const type = types.get(Type);
    if (!type) continue;
    const issues = type.properties.safeParse(resolve(Properties, { ...scope, resources })).error?.issues ?? [];
    const unknown = issues.filter(({ code }) => code === 'unrecognized_keys');
    if (unknown.length > 0) throw new EngineError(`${logicalId} (${Type}): ${describeIssues(unknown)}`);
  }
};

/** Stands for a resource that is not there yet. */
const toCome: Provisioned = { ref: 'to-come', attributes: new Proxy({}, { get: () => 'to-come' }) };

/** Refuses resources of types that nothing here knows. Throws EngineError with all of them. */
export const refuseUnknownTypes = (
  { resources }: Assembly,
  order: readonly string[],
  isKnown: (type: string) => boolean,
): void => {
  const unknown = order.flatMap((logicalId) => {
    const type = resources[logicalId]?.Type ?? '';
    return isKnown(type) ? [] : [`${logicalId} (${type})`];
  });
  if (unknown.length > 0) {
    throw new EngineError(
      `the template has resources of types that the local engine does not emulate: ${unknown.join(', ')}`,
    );
  }
};
