import { grantsOf, revoke, type Template } from 'local-aws/testing';

type Breaks = (template: Template) => void;
type Holder = Record<string, unknown> | unknown[];
type Resource = Template['Resources'][string] & Record<string, unknown>;

/** Without the hash that CDK appends. */
const readable = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}([0-9a-f]{32})?$/, '');

/** The logical id of `SQS::Queue OrderQueue`: a type without `AWS::`, and a logical id without its hash; where it is the only one of its
 * type, the type alone. */
export const idOf = (template: Template, what: string): string => {
  const [type, name] = what.split(' ');
  const found = Object.entries(template.Resources).filter(
    ([id, { Type }]) => Type.replace(/^AWS::/, '') === type && (name === undefined || readable(id) === name),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} resources of the template are ${what}`);
  return only[0];
};

/** That resource. */
export const resourceOf = (template: Template, what: string): Resource =>
  template.Resources[idOf(template, what)] as Resource;

const segmentsOf = (path: string): string[] => path.split(/\.(?![a-z-]+\.header|header)/);

const put = (holder: Holder, path: readonly string[], value: unknown): void => {
  const [first = '', ...rest] = path;
  const members = holder as Record<string, unknown>;
  if (rest.length > 0) {
    if (typeof members[first] !== 'object' || members[first] === null) members[first] = {};
    put(members[first] as Holder, rest, value);
  } else if (value !== undefined) members[first] = value;
  else if (!(first in holder)) throw new Error(`there is no ${first} to take away`);
  else if (Array.isArray(holder)) holder.splice(Number(first), 1);
  else delete members[first];
};

/** Changes properties of a resource by their paths (`RedrivePolicy.maxReceiveCount`); undefined takes one away. */
export const change =
  (what: string, changes: Readonly<Record<string, unknown>>): Breaks =>
  (template) => {
    const { Properties } = resourceOf(template, what);
    for (const [path, value] of Object.entries(changes)) put(Properties, segmentsOf(path), value);
  };

/** Changes what stands beside the properties: `DependsOn`, `DeletionPolicy`. */
export const beside =
  (what: string, changes: Readonly<Record<string, unknown>>): Breaks =>
  (template) => {
    const resource = resourceOf(template, what);
    for (const [path, value] of Object.entries(changes)) put(resource, segmentsOf(path), value);
  };

/** Takes a resource out, and out of what depends on it by `DependsOn` alone. */
export const gone =
  (...whats: readonly string[]): Breaks =>
  (template) => {
    for (const what of whats) {
      const id = idOf(template, what);
      delete (template.Resources as Record<string, unknown>)[id];
      for (const resource of Object.values(template.Resources) as Resource[]) {
        if (!Array.isArray(resource.DependsOn)) continue;
        resource.DependsOn = resource.DependsOn.filter((other) => other !== id);
      }
    }
  };

/** Adds a resource. */
export const added =
  (logicalId: string, Type: string, Properties: object, more: object = {}): Breaks =>
  (template) =>
    void Object.assign(template.Resources, { [logicalId]: { Type, Properties, ...more } });

/** Several edits at once. */
export const all =
  (...edits: readonly Breaks[]): Breaks =>
  (template) => {
    for (const edit of edits) edit(template);
  };

/** Changes the definition of the state machine `NameStateMachine`. */
export const states =
  // biome-ignore lint/suspicious/noExplicitAny: a definition has whatever members it has
    (name: string, edit: (definition: any) => void): Breaks =>
    (template) => {
      const { Properties } = resourceOf(template, `StepFunctions::StateMachine ${name}StateMachine`);
      const definition = JSON.parse(String(Properties.DefinitionString));
      edit(definition);
      Properties.DefinitionString = JSON.stringify(definition);
    };

/** Takes actions away from the policies of a role (`OrderPipeRole`); throws where it has none of them. */
export const revoked =
  (role: string, ...actions: readonly string[]): Breaks =>
  (template) => {
    const found = grantsOf(template).filter(
      ({ logicalId, action }) =>
        new RegExp(`^${role}(DefaultPolicy)?[0-9A-F]{8}$`).test(logicalId) && actions.includes(action),
    );
    if (found.length === 0) throw new Error(`${role} has no ${actions.join(', ')}`);
    for (const grant of found) revoke(template, grant);
  };

/** A reference to a resource of the template, to be put in by an edit that is given the template. */
export const refTo = (template: Template, what: string) => ({ Ref: idOf(template, what) });
export const arnOf = (template: Template, what: string) => ({ 'Fn::GetAtt': [idOf(template, what), 'Arn'] });
