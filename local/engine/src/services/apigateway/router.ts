import type { ApiResource, Method } from './model.ts';

/** What a request is for. */
export interface Route {
  readonly resource: ApiResource;
  readonly method: Method;
  /** As they came, undecoded: a REST API hands them to the function that way. */
  readonly parameters: Readonly<Record<string, string>>;
}

type Match = Pick<Route, 'resource' | 'parameters'>;

/** Finds the method for a path below the stage: a static segment wins over a parameter, a parameter over `{proxy+}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html */
export const findRoute = (root: ApiResource, httpMethod: string, path: string): Route | undefined => {
  const segments = path.replace(/\/$/, '').split('/').slice(1);
  const match = walk(root, segments, {});
  const method = match?.resource.methods.get(httpMethod) ?? match?.resource.methods.get('ANY');
  return match && method && { ...match, method };
};

const walk = (
  node: ApiResource,
  segments: readonly string[],
  parameters: Readonly<Record<string, string>>,
): Match | undefined => {
  const [segment, ...rest] = segments;
  if (segment === undefined) return node.methods.size > 0 ? { resource: node, parameters } : undefined;
  const fixed = node.statics.get(segment);
  const found = fixed && walk(fixed, rest, parameters);
  if (found || segment === '') return found;
  if (node.parameter) {
    const { name, resource } = node.parameter;
    const below = walk(resource, rest, { ...parameters, [name]: segment });
    if (below) return below;
  }
  return (
    node.greedy && {
      resource: node.greedy.resource,
      parameters: { ...parameters, [node.greedy.name]: segments.join('/') },
    }
  );
};
