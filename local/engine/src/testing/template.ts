import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PolicyDocument, PolicyStatement } from '../service.ts';

export interface Template {
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}

const templateFileOf = (folder: string): string => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const stack = Object.values<{ type: string; properties: { templateFile: string } }>(manifest.artifacts).find(
    ({ type }) => type === 'aws:cloudformation:stack',
  );
  return stack?.properties.templateFile ?? '';
};

export const readTemplate = (folder: string): Template =>
  JSON.parse(readFileSync(join(folder, templateFileOf(folder)), 'utf8'));

/** A copy of a cloud assembly with its template changed; its assets are linked to, so that the copy costs little. */
export const changedAssembly = (folder: string, change: (template: Template) => void): string => {
  const copy = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const [from, to] = [join(folder, entry.name), join(copy, entry.name)];
    if (entry.isFile()) copyFileSync(from, to);
    else symlinkSync(realpathSync(from), to, 'junction');
  }
  const template = readTemplate(folder);
  change(template);
  writeFileSync(join(copy, templateFileOf(folder)), JSON.stringify(template));
  return copy;
};

/** One action that a role's policy allows. */
export interface Grant {
  readonly logicalId: string;
  readonly policy: number;
  readonly statement: number;
  readonly action: string;
}

const documents = (resource: Template['Resources'][string]): PolicyDocument[] => {
  if (resource.Type === 'AWS::IAM::Policy') return [resource.Properties.PolicyDocument as PolicyDocument];
  if (resource.Type !== 'AWS::IAM::Role') return [];
  return ((resource.Properties.Policies ?? []) as { PolicyDocument: PolicyDocument }[]).map(
    ({ PolicyDocument }) => PolicyDocument,
  );
};

const statements = (document: PolicyDocument): PolicyStatement[] => [document.Statement].flat() as PolicyStatement[];
const actions = (statement: PolicyStatement): string[] => [statement.Action ?? []].flat() as string[];

/** Every action that a role of the template is allowed, one by one. */
export const grantsOf = (template: Template): Grant[] =>
  Object.entries(template.Resources).flatMap(([logicalId, resource]) =>
    documents(resource).flatMap((document, policy) =>
      statements(document).flatMap((found, statement) =>
        found.Effect === 'Allow' ? actions(found).map((action) => ({ logicalId, policy, statement, action })) : [],
      ),
    ),
  );

/** Takes one action away; a statement that is left empty allows an action that does not exist. */
export const revoke = (template: Template, { logicalId, policy, statement, action }: Grant): void => {
  const resource = template.Resources[logicalId];
  const found = resource && statements(documents(resource)[policy] ?? { Statement: [] })[statement];
  if (!found) throw new Error(`${logicalId} has no such statement`);
  const rest = actions(found).filter((each) => each !== action);
  Object.assign(found, { Action: rest.length > 0 ? rest : ['none:Nothing'] });
};
