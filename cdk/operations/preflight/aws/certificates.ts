import { type ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import type { CertificatesPort } from '../ports.ts';
import { absentIf, asking, named } from './asking.ts';
import { given } from './given.ts';

/** https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html; the client is one of us-east-1, where
 * CloudFront looks. */
export const createCertificates = (client: ACMClient): CertificatesPort => ({
  certificate: (CertificateArn) =>
    asking('acm:DescribeCertificate', async () => {
      const answer = client.send(new DescribeCertificateCommand({ CertificateArn }));
      const described = await absentIf(answer, named('ResourceNotFoundException'));
      if (described === undefined) return undefined;
      const found = given('acm:DescribeCertificate', described.Certificate);
      return {
        status: found.Status ?? 'UNKNOWN',
        // The first name is among the alternative ones, but for an imported certificate that has it as its subject alone.
        names: [...new Set([found.DomainName ?? [], found.SubjectAlternativeNames ?? []].flat())],
        expiresAt: found.NotAfter,
        isRenewed: found.RenewalEligibility === 'ELIGIBLE' || found.Type === 'AMAZON_ISSUED',
      };
    }),
});
