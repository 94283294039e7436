import { AwsError, EngineError } from '../aws-error.ts';
import { own } from '../kit/own.ts';
import type { AwsService, Engine, Provisioned, ResourceContext, ResourceType } from '../service.ts';
import { type Created, refusalOf, type Stack, twinOf } from './creation/index.ts';
import { createCustomResources } from './custom-resource.ts';
import { declaredTypes } from './declared.ts';
import { type Deployment, deploymentOf, resourceOf, type Standing } from './deployment.ts';
import { withReferences } from './dynamic-references.ts';
import { openLedger } from './ledger.ts';
import { refuseTemplate } from './limits.ts';
import type { Assembly } from './load.ts';
import { generatedName, stackIdOf } from './names.ts';
import { inDependencyOrder, references } from './order.ts';
import { type Change, planUpdate } from './plan.ts';
import { describeIssues, refuseNotEmulated, refuseUnknownTypes } from './refuse.ts';
import { conditionHolds, resolve, type Scope } from './resolve.ts';
import { invalidity } from './schemas/index.ts';

interface ProvisionOptions {
  localOrigin(host: string): string | undefined;
  onProgress(line: string): void;
}

/** Brings the engine's services to hold what a template says. */
export interface Provisioner {
  /** Provisions each resource in dependency order, for an engine that starts. Every problem of kind "not emulated" is found
   * before the first resource is touched. Throws EngineError. */
  deploy(assembly: Assembly): Promise<Deployment>;
  /** Provisions what differs and removes what is gone. Where that fails, what was done is undone, as CloudFormation rolls back.
   * Throws EngineError. */
  update(assembly: Assembly): Promise<{ readonly deployment: Deployment; readonly changes: readonly Change[] }>;
}

export const createProvisioner = (
  engine: Engine,
  services: readonly AwsService[],
  options: ProvisionOptions,
): Provisioner => {
  const types = new Map<string, ResourceType>(
    services.flatMap((service) => Object.entries(service.resourceTypes ?? {})),
  );
  const ledger = openLedger(engine.store);
  const customResource = createCustomResources(engine);
  let current: Standing | undefined;

  const prepare = (assembly: Assembly): Standing => {
    refuseTemplate(assembly);
    const provisioned = new Map<string, Provisioned>();
    const scope = scopeOf(assembly, engine, options, provisioned);
    const order = inDependencyOrder(assembly.resources).filter((logicalId) => {
      const condition = assembly.resources[logicalId]?.Condition;
      return condition === undefined || conditionHolds(condition, scope);
    });
    const byType = Map.groupBy(order, (logicalId) => resourceOf(assembly, logicalId).Type);
    return { assembly, order, byType, scope, provisioned };
  };

  const contextOf = ({ stackName, assetFolder }: Assembly, logicalId: string, type: string): ResourceContext => {
    const previous = ledger.previous(logicalId, type);
    return {
      logicalId,
      type,
      stackName,
      stackId: stackIdOf(stackName, engine),
      generatedName: (maxLength = 64) => generatedName(stackName, logicalId, maxLength),
      assetFolder,
      ...(previous && { previous }),
    };
  };

  const provisionResource = async (standing: Standing, logicalId: string): Promise<void> => {
    const { assembly, scope, provisioned } = standing;
    const { Type: type, Properties } = resourceOf(assembly, logicalId);
    const context = contextOf(assembly, logicalId, type);
    let properties: Record<string, unknown> = {};
    const declare = own(declaredTypes, type);
    const stack = stackOf(standing, logicalId);
    const result = await withName(logicalId, type, async () => {
      properties = resolve(Properties, scope) as Record<string, unknown>;
      // A function behind a custom resource gets references to secrets as they are written, as from CloudFormation.
      const values = withReferences(properties, services, { secrets: isCustom(type) ? 'kept' : 'resolved' });
      refuse(invalidity(type, values) ?? refusalOf(type, values, stack));
      if (declare) return declare(context, values);
      const made =
        isCustom(type) && !types.has(type)
          ? await customResource(values, context)
          : await provisionOne(types.get(type), values, context);
      refuse(twinOf(type, made.ref, stack));
      return made;
    });
    if (declare) return void provisioned.set(logicalId, result);
    provisioned.set(logicalId, result);
    ledger.save(logicalId, type, result.ref, result.attributes ?? {}, properties);
  };

  const removeUnlisted = async (kept: ReadonlySet<string>): Promise<void> => {
    for (const { logicalId, type, ref } of ledger.without(kept)) {
      await types.get(type)?.remove?.(ref);
      ledger.forget(logicalId);
    }
  };

  /** What a resource was before it was replaced, as CloudFormation deletes it: under another type, or by another name. */
  const removeReplaced = async (before: Standing, after: Standing): Promise<void> => {
    for (const logicalId of before.order.filter((id) => after.provisioned.has(id))) {
      const { Type } = resourceOf(before.assembly, logicalId);
      const ref = before.provisioned.get(logicalId)?.ref;
      const same = Type === after.assembly.resources[logicalId]?.Type;
      if (ref !== undefined && !(same && after.provisioned.get(logicalId)?.ref === ref))
        await types.get(Type)?.remove?.(ref);
    }
  };

  /** Makes what stood before stand again; `done` was provisioned meanwhile. */
  const rollBack = async (before: Standing, after: Standing, done: ReadonlySet<string>, cause: unknown) => {
    try {
      const restored = { ...before, provisioned: new Map(before.provisioned) };
      const again = new Set(done);
      for (const id of before.order) {
        if (references(resourceOf(before.assembly, id).Properties).some((other) => again.has(other))) again.add(id);
        if (again.has(id)) await provisionResource(restored, id);
      }
      await removeUnlisted(new Set(before.order));
      await removeReplaced(after, restored);
      current = restored;
    } catch (error) {
      const reasons = [cause, error].map((each) => (each instanceof Error ? each.message : String(each)));
      throw new EngineError(`${reasons[0]}\nWhat stood before could not be restored, start anew: ${reasons[1]}`);
    }
  };

  const isKnown = (type: string): boolean => types.has(type) || Object.hasOwn(declaredTypes, type) || isCustom(type);

  return {
    deploy: async (assembly) => {
      const standing = prepare(assembly);
      refuseUnknownTypes(assembly, standing.order, isKnown);
      for (const logicalId of standing.order) await provisionResource(standing, logicalId);
      await removeUnlisted(new Set(standing.order));
      current = standing;
      return deploymentOf(standing, engine, services);
    },
    update: async (assembly) => {
      const before = current ?? { ...prepare({ ...assembly, resources: {} }) };
      const after = prepare(assembly);
      refuseUnknownTypes(assembly, after.order, isKnown);
      const { changes, touched } = planUpdate(
        before,
        after,
        (type) => types.get(type)?.remove !== undefined || Object.hasOwn(declaredTypes, type),
      );
      refuseNotEmulated(
        assembly,
        after.order.filter((id) => touched.has(id)),
        types,
        {
          ...after.scope,
          resources: before.provisioned,
        },
      );
      const done = new Set<string>();
      try {
        for (const logicalId of after.order) {
          const kept = touched.has(logicalId) ? undefined : before.provisioned.get(logicalId);
          if (kept) after.provisioned.set(logicalId, kept);
          else {
            done.add(logicalId);
            await provisionResource(after, logicalId);
          }
        }
        const deployment = deploymentOf(after, engine, services);
        await removeUnlisted(new Set(after.order));
        await removeReplaced(before, after);
        current = after;
        return { deployment, changes };
      } catch (error) {
        await rollBack(before, after, done, error);
        throw error;
      }
    },
  };
};

const scopeOf = (
  assembly: Assembly,
  engine: Engine,
  { localOrigin }: ProvisionOptions,
  resources: ReadonlyMap<string, Provisioned>,
): Scope => ({
  assembly,
  resources,
  localOrigin,
  pseudoParameters: {
    'AWS::AccountId': engine.accountId,
    'AWS::Region': engine.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': assembly.stackName,
    'AWS::StackId': stackIdOf(assembly.stackName, engine),
  },
});

const refuse = (why: string | undefined): void => {
  if (why !== undefined) throw new EngineError(why);
};

/** What checks of a resource may look at: what is provisioned so far. */
const stackOf = ({ assembly, byType, scope, provisioned }: Standing, logicalId: string): Stack => ({
  dependsOn: assembly.resources[logicalId]?.DependsOn ?? [],
  declared: (type) => byType.get(type) ?? [],
  created: (type) =>
    (byType.get(type) ?? []).flatMap((id): Created[] => {
      const made = provisioned.get(id);
      if (!made || id === logicalId) return [];
      const { ref, attributes } = made;
      // A topic's and a state machine's Ref are their ARNs.
      const arn = attributes?.Arn ?? (ref.startsWith('arn:') ? ref : undefined);
      const { Properties } = resourceOf(assembly, id);
      return [
        {
          ...{ logicalId: id, type, ref, arn: arn as string | undefined },
          get properties() {
            return resolve(Properties, scope);
          },
        },
      ];
    }),
});

const isCustom = (type: string): boolean =>
  type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';

const provisionOne = (type: ResourceType | undefined, properties: unknown, context: ResourceContext) => {
  if (!type) throw new EngineError('its type is not emulated');
  const parsed = type.properties.safeParse(properties);
  if (!parsed.success) throw new EngineError(describeIssues(parsed.error.issues));
  return type.provision(parsed.data, context);
};

const withName = async (
  logicalId: string,
  type: string,
  work: () => Provisioned | Promise<Provisioned>,
): Promise<Provisioned> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EngineError || error instanceof AwsError)) throw error;
    throw new EngineError(`${logicalId} (${type}): ${error.message}`);
  }
};
