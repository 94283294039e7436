import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { EngineError } from '../aws-error.ts';

/** A resource as the template writes it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn: readonly string[];
  readonly Condition?: string | undefined;
  readonly DeletionPolicy?: string | undefined;
}

/** A synthesized stack: its template and where its assets are. */
export interface Assembly {
  readonly stackName: string;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown; readonly Condition?: string }>>;
  readonly description: string;
  /** How long the template is. */
  readonly bytes: number;
  /** The folder published under an object key. */
  assetFolder(objectKey: string): string;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .looseObject({
          templateFile: z.string().optional(),
          file: z.string().optional(),
          stackName: z.string().optional(),
        })
        .optional(),
      displayName: z.string().optional(),
    }),
  ),
});
const names = z.union([z.string().transform((name) => [name]), z.array(z.string())]);
const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DependsOn: names.default([]),
      Condition: z.string().optional(),
      DeletionPolicy: z.string().optional(),
    }),
  ),
  Description: z.string().default(''),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown(), Condition: z.string().optional() })).default({}),
});
const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** Reads a cloud assembly of one stack. Throws EngineError where it is missing, broken or holds more than one stack.
 * https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assembly */
export const loadAssembly = (folder: string): Assembly => {
  const manifest = readJson(join(folder, 'manifest.json'), manifestSchema);
  const artifacts = Object.entries(manifest.artifacts);
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (!stack || stacks.length > 1) {
    throw new EngineError(`${folder} holds ${stacks.length} stacks; the local engine runs an assembly of exactly one`);
  }
  const [id, artifact] = stack;
  const file = join(folder, artifact.properties?.templateFile ?? `${id}.template.json`);
  const template = readJson(file, templateSchema);
  const folders = new Map<string, string>();
  for (const [, { type, properties }] of artifacts) {
    if (type !== 'cdk:asset-manifest' || !properties?.file) continue;
    for (const file of Object.values(readJson(join(folder, properties.file), assetsSchema).files)) {
      for (const { objectKey } of Object.values(file.destinations))
        folders.set(objectKey, resolve(folder, file.source.path));
    }
  }
  return {
    stackName: artifact.properties?.stackName ?? id,
    resources: template.Resources,
    parameters: template.Parameters,
    conditions: template.Conditions,
    mappings: template.Mappings,
    outputs: template.Outputs,
    description: template.Description,
    bytes: statSync(file).size,
    assetFolder: (objectKey) => {
      const found = folders.get(objectKey);
      if (!found) throw new EngineError(`the assembly in ${folder} has no asset with key ${objectKey}`);
      return found;
    },
  };
};

const readJson = <T>(file: string, schema: z.ZodType<T>): T => {
  if (!existsSync(file)) throw new EngineError(`${file} is missing: synthesize the stack first (npm run synth)`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new EngineError(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new EngineError(`${file} is not what a synthesis writes:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
};
