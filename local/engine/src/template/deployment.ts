import { EngineError } from '../aws-error.ts';
import { own } from '../kit/own.ts';
import type { AwsService, Engine, Provisioned } from '../service.ts';
import { declaredTypes } from './declared.ts';
import { withReferences } from './dynamic-references.ts';
import type { Assembly, TemplateResource } from './load.ts';
import { stackIdOf } from './names.ts';
import { conditionHolds, resolve, type Scope } from './resolve.ts';

/** A resource as it now stands. */
interface DeployedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

/** What a provisioned template came to. */
export interface Deployment {
  readonly stackName: string;
  readonly stackId: string;
  readonly resources: readonly DeployedResource[];
  /** `AWS::CloudWatch::Alarm (3)`: declared in the template, without effect here. */
  readonly declared: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** A template on its way to be what stands, or standing. */
export interface Standing {
  readonly assembly: Assembly;
  readonly order: readonly string[];
  /** The same, by their types. */
  readonly byType: ReadonlyMap<string, readonly string[]>;
  readonly scope: Scope;
  readonly provisioned: Map<string, Provisioned>;
}

/** Describes what stands. */
export const deploymentOf = (
  { assembly, order, scope, provisioned }: Standing,
  engine: Engine,
  services: readonly AwsService[],
): Deployment => {
  const declared = new Map<string, number>();
  for (const logicalId of order) {
    const { Type } = resourceOf(assembly, logicalId);
    if (own(declaredTypes, Type)) declared.set(Type, (declared.get(Type) ?? 0) + 1);
  }
  return {
    stackName: assembly.stackName,
    stackId: stackIdOf(assembly.stackName, engine),
    resources: order.map((logicalId) => ({
      logicalId,
      type: resourceOf(assembly, logicalId).Type,
      physicalId: provisioned.get(logicalId)?.ref ?? logicalId,
    })),
    declared: [...declared].map(([type, amount]) => `${type} (${amount})`),
    // Anybody who may look at the stack sees them.
    outputs: withReferences(resolveOutputs(assembly, scope), services, { secrets: 'kept' }),
  };
};

const resolveOutputs = (assembly: Assembly, scope: Scope): Record<string, string> =>
  Object.fromEntries(
    Object.entries(assembly.outputs)
      .filter(([, { Condition }]) => Condition === undefined || conditionHolds(Condition, scope))
      .map(([name, { Value }]) => [name, String(resolve(Value, scope))]),
  );

/** A resource of a template. Throws EngineError where there is none. */
export const resourceOf = (assembly: Assembly, logicalId: string): TemplateResource => {
  const resource = assembly.resources[logicalId];
  if (!resource) throw new EngineError(`resource ${logicalId} is not in the template`);
  return resource;
};
