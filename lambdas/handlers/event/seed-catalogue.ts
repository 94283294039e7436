import * as z from 'zod';
import type { createSeedCatalogue } from '../../core/catalogue/seed-catalogue.ts';
import type { Logger } from '../../runtime/logger.ts';
import { customResource } from './custom-resource.ts';

/** CloudFormation passes every property as text. */
const propertiesSchema = z.object({ Products: z.string() });

/** Custom resource that adds the products that the catalogue lacks, and tells how many; a removal of the resource deletes none. */
export const handleCatalogueResource = (logger: Logger, seedCatalogue: ReturnType<typeof createSeedCatalogue>) =>
  customResource(logger, 'product-catalogue', async ({ RequestType, ResourceProperties }) => {
    if (RequestType === 'Delete') return undefined;
    const { added, kept } = await seedCatalogue(propertiesSchema.parse(ResourceProperties).Products);
    return { added, kept };
  });
