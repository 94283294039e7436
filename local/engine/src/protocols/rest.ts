import { AwsError } from '../aws-error.ts';
import type { HttpRequest } from '../service.ts';
import { parseJson } from './json.ts';
import type { DecodedCall, Dialect } from './protocol.ts';

/** Finds the operation of a REST request by its method and path. Throws AwsError UnknownOperationException. */
export const decodeRest = ({ routes = [] }: Dialect, request: HttpRequest): DecodedCall => {
  for (const route of routes) {
    const parameters = route.method === request.method ? matchPath(route.path, request.path) : undefined;
    if (!parameters) continue;
    const input = route.read
      ? route.read(request, parameters)
      : { ...Object.fromEntries(request.query), ...parseJson(request.body), ...parameters };
    return { operation: route.operation, input, route };
  }
  throw unknownRestOperation(`${request.method} ${request.path} is not emulated`);
};

export const unknownRestOperation = (text: string): AwsError => new AwsError('UnknownOperationException', text, 404);

/** Matches `/v1/pipes/{Name}`; a parameter that ends in `+` takes the rest of the path. */
const matchPath = (pattern: string, path: string): Record<string, string> | undefined => {
  const want = pattern.split('/');
  const have = path.replace(/(.)\/$/, '$1').split('/');
  const parameters: Record<string, string> = {};
  for (const [index, segment] of want.entries()) {
    const name = /^\{(.+?)(\+?)\}$/.exec(segment);
    const value = have[index];
    if (value === undefined) return undefined;
    if (name?.[1] && name[2]) {
      parameters[name[1]] = have.slice(index).map(decoded).join('/');
      return parameters;
    }
    if (name?.[1]) parameters[name[1]] = decoded(value);
    else if (segment !== value) return undefined;
  }
  return want.length === have.length ? parameters : undefined;
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError('InvalidURI', `Couldn't parse the specified URI: ${segment}`, 400);
  }
};
