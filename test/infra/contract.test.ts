import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contractFiles } from '../../lambdas/contract/files.ts';
import { openApiOf } from '../../lambdas/contract/openapi.ts';
import { ROUTES } from '../../lambdas/contract/routes.ts';
import { readApi } from '../../lambdas/contract/template-api.ts';
import { SUPPORT_ROLES } from '../../lambdas/core/contract/support-roles.ts';
import { PROBLEMS } from '../../lambdas/handlers/http/problems.ts';
import { publishedApi } from '../helpers/contract/contract.ts';
import { prodContext, synthesizedTemplate } from './synthesized.ts';

const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const document = z.record(z.string(), z.unknown()).parse(publishedApi());
const { paths } = z
  .object({
    paths: z.record(
      z.string(),
      z.record(z.string(), z.object({ operationId: z.string(), security: z.array(z.unknown()) })),
    ),
  })
  .parse(document);
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, ...operation })),
);

describe('the files of the contract', () => {
  it.each([
    ['dev', {}],
    ['prod', prodContext],
  ])('are what schemas and the template of stage %s give: else npm run contract', (_stage, context) => {
    for (const [path, text] of contractFiles(synthesizedTemplate(context), version)) {
      expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
    }
  });

  it('are all that their folders hold', () => {
    const made = [...contractFiles(synthesizedTemplate(), version).keys()];
    const found = ['docs/api', 'docs/events'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((file) => `${folder}/${file}`),
    );
    expect(found.toSorted()).toEqual(made.toSorted());
  });
});

describe('the document of the API', () => {
  it('keeps the official schema of OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has no reference that leads nowhere, and no component that nothing refers to', () => {
    const text = JSON.stringify(document);
    const referred = new Set([...text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)].map(([, name]) => name));
    const { components } = z
      .object({ components: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(document);
    const { securitySchemes: _, ...kinds } = components;
    const present = Object.entries(kinds).flatMap(([kind, named]) =>
      Object.keys(named).map((name) => `${kind}/${name}`),
    );
    expect([...referred].toSorted()).toEqual(present.toSorted());
  });

  it('names each operation once, and wants an ID token for all but the catalogue', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    const open = operations.filter(({ security }) => security.length === 0).map(({ name }) => name);
    expect(open).toEqual(['GET /products']);
  });

  it('says of each call of support which role it takes, and lets nobody who only reads change anything', () => {
    const calls = operations.map(({ name }) => name).filter((name) => name.includes(' /support/'));
    expect(Object.keys(SUPPORT_ROLES).toSorted()).toEqual(calls.toSorted());
    const read = calls.filter((name) => SUPPORT_ROLES[name] === 'reads' && !name.startsWith('GET '));
    expect(read).toEqual(['POST /support/orders/search']);
  });

  it('gives examples that its calls take', () => {
    const examples = Object.values(ROUTES).flatMap(({ body }) => (body ? [body] : []));
    expect(examples.length).toBeGreaterThan(5);
    for (const { name, schema, example } of examples) {
      expect(schema.safeParse(example), name).toMatchObject({ success: true });
    }
  });

  it('has each code of a problem in some answer', () => {
    const text = JSON.stringify(document);
    const [, ...enums] = text.split('"code":{"enum":');
    const named = new Set(enums.flatMap((part) => JSON.parse(part.slice(0, part.indexOf(']') + 1))));
    expect(Object.keys(PROBLEMS).filter((code) => !named.has(code))).toEqual([]);
  });
});

describe('making the document', () => {
  const api = readApi(synthesizedTemplate());
  const { 'GET /orders': listOrders, ...others } = ROUTES;
  if (!listOrders) throw new Error('there is no entry of GET /orders');

  it('fails for a call of the template that has no entry', () => {
    expect(() => openApiOf(api, others, version)).toThrow('GET /orders has no entry');
  });

  it('fails for an entry that is of no call', () => {
    const more = { ...ROUTES, 'GET /carts': { ...listOrders, operationId: 'listCarts' } };
    expect(() => openApiOf(api, more, version)).toThrow('GET /carts has an entry, and the template has no such call');
  });

  it('fails for a name that stands for two schemas', () => {
    const body = { name: 'OrdersPage', schema: z.object({ other: z.string() }) };
    const more = { ...others, 'GET /orders': { ...listOrders, answers: { 200: { description: 'Other', body } } } };
    expect(() => openApiOf(api, { ...more, 'GET /orders/{orderId}': listOrders }, version)).toThrow(
      'OrdersPage names two schemas',
    );
  });

  it('fails for a parameter of a path that nothing describes', () => {
    const route = { method: 'GET', path: '/carts/{cart}', isSignedIn: true, isValidated: false };
    const more = { ...ROUTES, 'GET /carts/{cart}': { ...listOrders, operationId: 'getCart' } };
    expect(() => openApiOf({ ...api, routes: [...api.routes, route] }, more, version)).toThrow(
      'nothing says what {cart} of /carts/{cart} is',
    );
  });
});
