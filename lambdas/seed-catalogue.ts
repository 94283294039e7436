import * as z from 'zod';
import { createCatalogueWriter } from './adapters/catalogue-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createSeedCatalogue } from './core/catalogue/seed-catalogue.ts';
import { customResource } from './handlers/event/custom-resource.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['PRODUCTS_TABLE']);
const seedCatalogue = createSeedCatalogue(
  createCatalogueWriter(createDocumentClient(TWO_ATTEMPTS), env.PRODUCTS_TABLE),
);
const propertiesSchema = z.object({ Products: z.string() });

/** Custom resource that upserts the catalogue on each deployment; a removal of the resource deletes no product. */
export const handler = customResource(
  createLogger({ function: 'seed-catalogue' }),
  'product-catalogue',
  async ({ RequestType, ResourceProperties }) => {
    if (RequestType !== 'Delete') await seedCatalogue(propertiesSchema.parse(ResourceProperties).Products);
  },
);
