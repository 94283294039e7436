import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AwsError, EngineError } from '../aws-error.ts';
import type { AwsService, Engine, Provisioned, ResourceContext, ResourceType } from '../service.ts';
import { createCustomResources } from './custom-resource.ts';
import { declaredTypes } from './declared.ts';
import type { Assembly } from './load.ts';
import { inDependencyOrder } from './order.ts';
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

interface ProvisionOptions {
  localOrigin(host: string): string | undefined;
  onProgress(line: string): void;
}

interface Row {
  readonly ref: string;
  readonly attributes: string;
  readonly properties: string;
}

/** Provisions each resource of the template in dependency order. Every problem of kind "not emulated" is found before the
 * first resource is touched. Throws EngineError. */
export const provision = async (
  assembly: Assembly,
  engine: Engine,
  services: readonly AwsService[],
  options: ProvisionOptions,
): Promise<Deployment> => {
  const types = new Map<string, ResourceType>(
    services.flatMap((service) => Object.entries(service.resourceTypes ?? {})),
  );
  const stackId = stackIdOf(assembly.stackName, engine);
  const provisioned = new Map<string, Provisioned>();
  const scope: Scope = {
    assembly,
    resources: provisioned,
    localOrigin: options.localOrigin,
    pseudoParameters: {
      'AWS::AccountId': engine.accountId,
      'AWS::Region': engine.region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': assembly.stackName,
      'AWS::StackId': stackId,
    },
  };
  const order = inDependencyOrder(assembly.resources).filter((logicalId) => {
    const condition = assembly.resources[logicalId]?.Condition;
    return condition === undefined || conditionHolds(condition, scope);
  });
  refuseUnknownTypes(assembly, order, types);
  openLedger(engine);
  const customResource = createCustomResources(engine);
  const declared = new Map<string, number>();

  for (const logicalId of order) {
    const { Type: type, Properties } = resourceOf(assembly, logicalId);
    const row = engine.store.get<Row>(
      'SELECT ref, attributes, properties FROM cloudformation_resources WHERE logical_id = ? AND type = ?',
      logicalId,
      type,
    );
    const context: ResourceContext = {
      logicalId,
      type,
      stackName: assembly.stackName,
      stackId,
      generatedName: (maxLength = 64) => generatedName(assembly.stackName, logicalId, maxLength),
      assetFolder: assembly.assetFolder,
      ...(row && { previous: { ref: row.ref, attributes: JSON.parse(row.attributes), properties: row.properties } }),
    };
    const declare = declaredTypes[type];
    if (declare) {
      declared.set(type, (declared.get(type) ?? 0) + 1);
      provisioned.set(logicalId, declare(context));
      continue;
    }
    const properties = resolve(Properties, scope) as Record<string, unknown>;
    const result = await withName(logicalId, type, () =>
      isCustom(type) && !types.has(type)
        ? customResource(properties, context)
        : provisionOne(types.get(type), properties, context),
    );
    provisioned.set(logicalId, result);
    engine.store.run(
      'INSERT OR REPLACE INTO cloudformation_resources (logical_id, type, ref, attributes, properties) VALUES (?, ?, ?, ?, ?)',
      logicalId,
      type,
      result.ref,
      JSON.stringify(result.attributes ?? {}),
      JSON.stringify(properties),
    );
  }
  await removeVanished(engine, types, new Set(order));
  return {
    stackName: assembly.stackName,
    stackId,
    resources: order.map((logicalId) => ({
      logicalId,
      type: resourceOf(assembly, logicalId).Type,
      physicalId: provisioned.get(logicalId)?.ref ?? logicalId,
    })),
    declared: [...declared].map(([type, amount]) => `${type} (${amount})`),
    outputs: resolveOutputs(assembly, scope),
  };
};

const isCustom = (type: string): boolean =>
  type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';

const refuseUnknownTypes = (
  assembly: Assembly,
  order: readonly string[],
  types: ReadonlyMap<string, ResourceType>,
): void => {
  const unknown = order.flatMap((logicalId) => {
    const { Type } = resourceOf(assembly, logicalId);
    return types.has(Type) || declaredTypes[Type] || isCustom(Type) ? [] : [`${logicalId} (${Type})`];
  });
  if (unknown.length > 0) {
    throw new EngineError(
      `the template has resources of types that the local engine does not emulate: ${unknown.join(', ')}`,
    );
  }
};

const provisionOne = (type: ResourceType | undefined, properties: unknown, context: ResourceContext) => {
  if (!type) throw new EngineError('its type is not emulated');
  const parsed = type.properties.safeParse(properties);
  if (!parsed.success) throw new EngineError(describeIssues(parsed.error));
  return type.provision(parsed.data, context);
};

const describeIssues = (error: z.ZodError): string =>
  error.issues
    .map((issue) => {
      if (issue.code === 'unrecognized_keys') {
        const at = [...issue.path, ''].join('.');
        return issue.keys.map((key) => `property ${at}${key} is not emulated`).join('; ');
      }
      return `property ${issue.path.join('.')}: ${issue.message}`;
    })
    .join('; ');

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

const resolveOutputs = (assembly: Assembly, scope: Scope): Record<string, string> =>
  Object.fromEntries(
    Object.entries(assembly.outputs)
      .filter(([, { Condition }]) => Condition === undefined || conditionHolds(Condition, scope))
      .map(([name, { Value }]) => [name, String(resolve(Value, scope))]),
  );

const resourceOf = (assembly: Assembly, logicalId: string) => {
  const resource = assembly.resources[logicalId];
  if (!resource) throw new EngineError(`resource ${logicalId} is not in the template`);
  return resource;
};

const openLedger = (engine: Engine): void =>
  engine.store.schema(`CREATE TABLE IF NOT EXISTS cloudformation_resources (
    logical_id TEXT PRIMARY KEY, type TEXT NOT NULL, ref TEXT NOT NULL, attributes TEXT NOT NULL, properties TEXT NOT NULL)`);

/** What an earlier template had and this one has not. */
const removeVanished = async (
  engine: Engine,
  types: ReadonlyMap<string, ResourceType>,
  kept: ReadonlySet<string>,
): Promise<void> => {
  const rows = engine.store.all<{ logical_id: string; type: string; ref: string }>(
    'SELECT logical_id, type, ref FROM cloudformation_resources',
  );
  for (const { logical_id, type, ref } of rows.filter((row) => !kept.has(row.logical_id))) {
    await types.get(type)?.remove?.(ref);
    engine.store.run('DELETE FROM cloudformation_resources WHERE logical_id = ?', logical_id);
  }
};

/** Stable for a logical id, so that state on disk is found again. */
const generatedName = (stackName: string, logicalId: string, maxLength: number): string => {
  const suffix = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 12);
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - 13)}-${suffix}`;
};

const stackIdOf = (stackName: string, engine: Engine): string => {
  const hex = createHash('sha256').update(stackName).digest('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return `arn:aws:cloudformation:${engine.region}:${engine.accountId}:stack/${stackName}/${id}`;
};
