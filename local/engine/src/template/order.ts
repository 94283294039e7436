import { EngineError } from '../aws-error.ts';
import type { TemplateResource } from './load.ts';

/** The order in which CloudFormation could create the resources: each after all it refers to or depends on. */
export const inDependencyOrder = (resources: Readonly<Record<string, TemplateResource>>): readonly string[] => {
  const ordered: string[] = [];
  const state = new Map<string, 'visiting' | 'done'>();
  const visit = (logicalId: string, trail: readonly string[]): void => {
    if (state.get(logicalId) === 'done') return;
    if (state.get(logicalId) === 'visiting') {
      throw new EngineError(`the template has a circular dependency: ${[...trail, logicalId].join(' -> ')}`);
    }
    state.set(logicalId, 'visiting');
    const resource = resources[logicalId];
    if (resource) {
      const needed = new Set([...resource.DependsOn, ...references(resource.Properties)]);
      for (const other of needed) if (other !== logicalId && resources[other]) visit(other, [...trail, logicalId]);
    }
    state.set(logicalId, 'done');
    ordered.push(logicalId);
  };
  for (const logicalId of Object.keys(resources)) visit(logicalId, []);
  return ordered;
};

/** The names that a template value refers to: resources, parameters, pseudo parameters. */
export const references = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(references);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, argument]) => {
    if (key === 'Ref' && typeof argument === 'string') return [argument];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(argument) ? argument[0] : argument).split('.', 1)[0] ?? ''];
    if (key === 'Fn::Sub') return [...subReferences(argument), ...references(argument)];
    return references(argument);
  });
};

const subReferences = (argument: unknown): string[] => {
  const text = String(Array.isArray(argument) ? argument[0] : argument);
  return [...text.matchAll(/\$\{([^!.}]+)/g)].map((match) => match[1] ?? '');
};
