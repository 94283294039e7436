import { createCatalogueSeeder } from './adapters/catalogue-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createSeedCatalogue } from './core/catalogue/seed-catalogue.ts';
import { handleCatalogueResource } from './handlers/event/seed-catalogue.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['PRODUCTS_TABLE']);
const catalogue = createCatalogueSeeder(createDocumentClient(TWO_ATTEMPTS), env.PRODUCTS_TABLE);

/** Custom resource that fills the catalogue. */
export const handler = handleCatalogueResource(
  createLogger({ function: 'seed-catalogue' }),
  createSeedCatalogue(catalogue),
);
