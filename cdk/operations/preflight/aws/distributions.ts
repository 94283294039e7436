import { type CloudFrontClient, paginateListDistributions } from '@aws-sdk/client-cloudfront';
import type { DistributionsPort, ExistingDistribution } from '../ports.ts';
import { asking } from './asking.ts';
import { given } from './given.ts';

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html */
export const createDistributions = (client: CloudFrontClient): DistributionsPort => ({
  all: () =>
    asking('cloudfront:ListDistributions', async () => {
      const all: ExistingDistribution[] = [];
      for await (const page of paginateListDistributions({ client }, {})) {
        const { Items = [] } = given('cloudfront:ListDistributions', page.DistributionList);
        for (const { Id: id = '', Aliases } of Items) all.push({ id, aliases: Aliases?.Items ?? [] });
      }
      return all;
    }),
});
