import * as z from 'zod';
import { type Engine, type Operation, operation, type RestRoute } from '../../service.ts';
import type { RestApis } from './model.ts';

/** The read operations that tools use to find an API's address.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetRestApis.html */
export const operations = (engine: Engine, apis: RestApis): Record<string, Operation> => ({
  GetRestApis: operation({
    input: z.looseObject({}),
    access: () => [{ action: 'apigateway:GET', resource: `arn:aws:apigateway:${engine.region}::/restapis` }],
    run: () => ({
      item: apis.all().map(({ id, name, createdAt, root }) => ({
        id,
        name,
        createdDate: createdAt / 1000,
        rootResourceId: root.id,
      })),
    }),
  }),
  GetStages: operation({
    input: z.looseObject({ restApiId: z.string() }),
    access: ({ restApiId }) => [
      { action: 'apigateway:GET', resource: `arn:aws:apigateway:${engine.region}::/restapis/${restApiId}/stages` },
    ],
    run: ({ restApiId }) => ({
      item: [...apis.get(restApiId).stages.values()].map(({ name, variables }) => ({ stageName: name, variables })),
    }),
  }),
});

export const ROUTES: readonly RestRoute[] = [
  { method: 'GET', path: '/restapis', operation: 'GetRestApis' },
  { method: 'GET', path: '/restapis/{restApiId}/stages', operation: 'GetStages' },
];
