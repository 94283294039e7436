import { ofType, render, resourceNamed, type TemplateJson } from './synthesized.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** Every statement of a role of the template, inline or attached. */
export const statementsOfRole = (template: TemplateJson, role: string): Statement[] => {
  const inline = list(resourceNamed(template, 'AWS::IAM::Role', role).Properties.Policies ?? []);
  const attached = ofType(template, 'AWS::IAM::Policy')
    .map(([, policy]) => policy.Properties)
    .filter((policy) => policy.Roles.some((found: unknown) => render(found) === role));
  return [...inline, ...attached].flatMap((policy) => list(policy.PolicyDocument.Statement)) as Statement[];
};

/** What a role may do, one line an action and resource: `sqs:SendMessage OrderQueue.Arn`. */
export const permissionsOf = (template: TemplateJson, role: string): string[] =>
  statementsOfRole(template, role)
    .flatMap(({ Effect, Action, Resource }) => {
      if (Effect !== 'Allow') throw new Error(`${role} has a statement that is not Allow`);
      return list(Action).flatMap((action) => list(Resource).map((resource) => `${action} ${render(resource)}`));
    })
    .sort();
