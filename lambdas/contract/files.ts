import { eventSchemas } from './events.ts';
import { openApiOf } from './openapi.ts';
import { ROUTES } from './routes.ts';
import { readApi } from './template-api.ts';

/** `OrderProcessed` is `order-processed`. */
const kebabCase = (name: string): string => name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();

const textOf = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

/** The files of the contract, by their paths in the repository. Throws where the template and the contract have not the same
 * calls. */
export const contractFiles = (template: unknown, version: string): ReadonlyMap<string, string> =>
  new Map([
    ['docs/api/openapi.json', textOf(openApiOf(readApi(template), ROUTES, version))],
    ...[...eventSchemas()].map(([type, schema]): [string, string] => [
      `docs/events/${kebabCase(type)}.json`,
      textOf(schema),
    ]),
  ]);
