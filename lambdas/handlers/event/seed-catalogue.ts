import * as z from 'zod';
import type { createSeedCatalogue } from '../../core/catalogue/seed-catalogue.ts';
import type { Logger } from '../../runtime/logger.ts';
import { customResource } from './custom-resource.ts';

/** CloudFormation passes every property as text. */
const propertiesSchema = z.object({ Products: z.string() });

/** Custom resource that upserts the catalogue on each deployment; a removal of the resource deletes no product. */
export const handleCatalogueResource = (logger: Logger, seedCatalogue: ReturnType<typeof createSeedCatalogue>) =>
  customResource(logger, 'product-catalogue', async ({ RequestType, ResourceProperties }) => {
    if (RequestType !== 'Delete') await seedCatalogue(propertiesSchema.parse(ResourceProperties).Products);
  });
