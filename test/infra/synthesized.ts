import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { inject } from 'vitest';
import * as z from 'zod';
import { buildApp } from '../../cdk/app.ts';
import { orderRequestSchema } from '../../lambdas/core/contract/order-request.ts';

// CDK's own validation takes 2.5 s a synthesis; CI runs it once, on the real one.
process.env.CDK_VALIDATION ??= 'false';

/** Every function of the stack, by the name of its entry file. */
export const FUNCTION_NAMES = [
  'answer-order',
  'ask-person',
  'cancel-order',
  'get-order',
  'list-orders',
  'list-products',
  'notify-operations',
  'persist-order',
  'process-order',
  'publish-confirmation',
  'record-cancellation',
  'seed-catalogue',
  'submit-order',
  'support-activity',
  'support-bulk',
  'support-bulk-item',
  'support-cancel-order',
  'support-change-product',
  'support-dead-letters',
  'support-redrive-order',
  'support-resend-confirmation',
  'support-review-order',
  'support-search-orders',
  'support-show-catalogue',
  'support-show-mail',
  'support-stop-execution',
  'support-trace-order',
  'validate-order',
] as const;

/** Functions that only a stack with a sender has. */
const FUNCTIONS_OF_SENDERS = ['send-email', 'note-mail-outcome'];

/** A resource of a template, whose properties have a shape of their own for each type. */
export type Resource = ReturnType<Template['findResources']>[string];

export interface TemplateJson {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** A folder that is gone when the tests are. */
export const temporaryFolder = (): string => mkdtempSync(join(inject('infraFolder'), 'infra-'));

/** A dist folder as the build makes it, with functions that do nothing, and the real schema. */
export const fakeDist = (): string => {
  const dist = temporaryFolder();
  for (const name of [...FUNCTION_NAMES, ...FUNCTIONS_OF_SENDERS]) {
    mkdirSync(join(dist, name));
    writeFileSync(join(dist, name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  mkdirSync(join(dist, 'models'));
  const schema = z.toJSONSchema(orderRequestSchema, { target: 'draft-4', io: 'input' });
  writeFileSync(join(dist, 'models', 'order-request.json'), JSON.stringify(schema));
  return dist;
};

/** Built pages: one document and one asset. */
export const fakeSite = (): string => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'index.js'), '');
  return folder;
};

/** Context of a production deployment. */
export const prodContext = { stage: 'prod', operationsAddress: 'operations@example.com' };

/** Builds the app as `buildApp` does for the CLI, from fake bundles. */
export const testApp = (context: Readonly<Record<string, unknown>> = {}, distFolder = fakeDist()): App =>
  buildApp({
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
    outdir: temporaryFolder(),
    artifacts: { distFolder, siteFolder: fakeSite() },
  });

/** The one stack of the app. */
export const stackOf = (app: App): Stack => app.node.children.find((child) => 'templateFile' in child) as Stack;

const templates = new Map<string, TemplateJson>();

/** The template of a stage, synthesized once for all files that a worker runs; each call gives a copy to do with as one likes. */
export const synthesizedTemplate = (context: Readonly<Record<string, unknown>> = {}): TemplateJson => {
  const key = JSON.stringify(context);
  const known = templates.get(key) ?? synthesize(context);
  templates.set(key, known);
  return structuredClone(known);
};

const synthesize = (context: Readonly<Record<string, unknown>>): TemplateJson => {
  const [stack] = testApp(context).synth().stacks;
  if (!stack) throw new Error('the app has no stack');
  return stack.template;
};

/** Every resource of a type, as [logical id without its hash, resource]. */
export const ofType = (template: TemplateJson, type: string): [string, Resource][] =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, resource]) => [readable(logicalId), resource]);

/** The resource with this type and logical id (without its hash). */
export const resourceNamed = (template: TemplateJson, type: string, name: string): Resource => {
  const [found, ...others] = ofType(template, type).filter(([logicalId]) => logicalId === name);
  if (!found || others.length > 0) throw new Error(`there is not exactly one ${type} ${name}`);
  return found[1];
};

/** Of CDK's own custom resources, which run during deployments alone: theirs to write, ours to name. */
export const isProvider = (name: string): boolean => /^Custom(CDKBucketDeployment|S3AutoDeleteObjects)/.test(name);

/** `OrderQueue598C9801` is `OrderQueue`. */
export const readable = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** A template value on one line: `OrdersTable.Arn/index/byCustomer`. */
export const render = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[intrinsic, argument] = []] = Object.entries(value);
  if (intrinsic === 'Ref') return readable(String(argument));
  if (intrinsic === 'Fn::GetAtt') return `${readable(argument[0])}.${argument[1]}`;
  if (intrinsic === 'Fn::Join') return argument[1].map(render).join(argument[0]);
  return JSON.stringify(value);
};
