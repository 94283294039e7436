import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { SUPPORT_GROUP, type SupportRole, VIEWER_GROUP } from '../core/contract/identity.ts';
import { MASKED } from '../core/contract/masked.ts';
import { roleFor } from '../core/contract/support-roles.ts';
import { SHARED_PARTS } from './components.ts';
import { type Direction, type JsonSchema, referTo, toComponents, toJsonSchema } from './json-schema.ts';
import type { AnswerContract, BodyContract, NamedSchema, RouteContract, RouteContracts } from './route-contract.ts';
import { problemAnswers } from './route-problems.ts';
import { isForSupport, PATH_PARAMETERS } from './routes.ts';
import type { TemplateApi, TemplateRoute } from './template-api.ts';

const ID_TOKEN = 'idToken';

const ABOUT = `Orders and products of the shop. Errors are problems (RFC 9457) with a stable \`code\`; a client goes by that, not by
titles or details. A later version may add members to answers, and codes to problems: pass over what you do not know.`;

/** Who may make a call of support. */
const ROLE_WORDS: Readonly<Record<SupportRole, string>> = {
  reads: `For members of the group \`${SUPPORT_GROUP}\`, and of \`${VIEWER_GROUP}\`, to whom personal data reads \`${MASKED}\`.`,
  acts: `For members of the group \`${SUPPORT_GROUP}\` alone.`,
};

const nameOf = ({ method, path }: TemplateRoute): string => `${method} ${path}`;

/** Pairs each call with its entry; throws where one has not the other. */
const pair = (api: TemplateApi, contracts: RouteContracts): [TemplateRoute, RouteContract][] => {
  const called = new Set(api.routes.map(nameOf));
  const faults = Object.keys(contracts)
    .filter((name) => !called.has(name))
    .map((name) => `${name} has an entry, and the template has no such call`);
  const pairs = api.routes.flatMap((route): [TemplateRoute, RouteContract][] => {
    const contract = contracts[nameOf(route)];
    if (contract) return [[route, contract]];
    faults.push(`${nameOf(route)} has no entry in lambdas/contract`);
    return [];
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return pairs;
};

const pathParameters = (path: string): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const description = PATH_PARAMETERS[name];
    if (description === undefined) throw new Error(`nothing says what {${name}} of ${path} is`);
    return { name, in: 'path', required: true, description, schema: { type: 'string', minLength: 1 } };
  });

const parameters = (place: 'query' | 'header', schema: z.ZodObject | undefined): object[] => {
  const { properties = {}, required = [] } = schema ? toJsonSchema(schema, 'input') : {};
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as JsonSchema;
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
};

const requestBody = ({ name, optional, example }: BodyContract): object => ({
  required: optional !== true,
  content: { 'application/json': { schema: referTo(name), ...(example !== undefined && { example }) } },
});

const answer = ({ description, body, headers = {} }: AnswerContract): object => ({
  description,
  ...(Object.keys(headers).length > 0 && {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, says]) => [name, { description: says, schema: { type: 'string' } }]),
    ),
  }),
  ...(body && { content: { 'application/json': { schema: referTo(body.name) } } }),
});

/** Answers that several calls have, by their names. */
type SharedAnswers = Map<string, object>;

/** A reference to the answer among the shared ones; itself where its name stands for one of other words. */
const shareAnswer = (shared: SharedAnswers, name: string, each: object): object => {
  const known = shared.get(name);
  if (known && !isDeepStrictEqual(known, each)) return each;
  shared.set(name, each);
  return { $ref: `#/components/responses/${name}` };
};

const operation = (
  api: TemplateApi,
  [route, contract]: [TemplateRoute, RouteContract],
  shared: SharedAnswers,
): object => {
  const { operationId, summary, query, headers, body, answers } = contract;
  const given = [...pathParameters(route.path), ...parameters('query', query), ...parameters('header', headers)];
  const own = Object.entries(answers).map(([status, each]) => [status, answer(each)]);
  const problems = problemAnswers(api, route, contract).map(([status, each]) => [
    status,
    shareAnswer(shared, each.name, each.answer),
  ]);
  return {
    operationId,
    summary,
    ...(isForSupport(route.path) && { description: ROLE_WORDS[roleFor(nameOf(route))] }),
    tags: [isForSupport(route.path) ? 'support' : 'shop'],
    security: route.isSignedIn ? [{ [ID_TOKEN]: [] }] : [],
    ...(given.length > 0 && { parameters: given }),
    ...(body && { requestBody: requestBody(body) }),
    // Statuses are keys that look like numbers, which JavaScript puts in their order by itself.
    responses: Object.fromEntries([...own, ...problems]),
  };
};

const sortedByName = <T>(entries: readonly [string, T][]): Record<string, T> =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The components of both directions; throws where one name stands for two. */
const components = (contracts: readonly RouteContract[]): Record<string, JsonSchema> => {
  const named: Record<Direction, NamedSchema[]> = {
    input: contracts.flatMap(({ body }) => body ?? []),
    output: [
      ...SHARED_PARTS,
      ...contracts.flatMap(({ answers }) => Object.values(answers).flatMap((a) => a.body ?? [])),
    ],
  };
  const [sent, answered] = [toComponents(named.input, 'input'), toComponents(named.output, 'output')];
  const twice = Object.keys(sent).filter((name) => name in answered);
  if (twice.length > 0) throw new Error(`both sent and answered: ${twice.join(', ')}`);
  return sortedByName(Object.entries({ ...sent, ...answered }));
};

/** The OpenAPI 3.1 document of the API that a template has (https://spec.openapis.org/oas/v3.1.1.html). Throws where the
 * template and the contracts do not have the same calls. */
export const openApiOf = (api: TemplateApi, contracts: RouteContracts, version: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  const shared: SharedAnswers = new Map();
  for (const [route, contract] of pair(api, contracts)) {
    const methods = paths[route.path] ?? {};
    methods[route.method.toLowerCase()] = operation(api, [route, contract], shared);
    paths[route.path] = methods;
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Orders',
      version,
      description: ABOUT.replaceAll('\n', ' '),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `/${api.stage}`, description: 'Beside the site.' }],
    tags: [
      { name: 'shop', description: 'What shoppers call.' },
      { name: 'support', description: 'What members of the groups `support` and `support-viewer` call.' },
    ],
    paths,
    components: {
      schemas: components(Object.values(contracts)),
      responses: sortedByName([...shared]),
      securitySchemes: {
        [ID_TOKEN]: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An ID token of the user pool; access tokens are refused.',
        },
      },
    },
  };
};
