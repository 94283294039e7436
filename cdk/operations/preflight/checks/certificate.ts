import { type Finding, fault, ok, warning } from '../finding.ts';
import type { NeededCertificate } from '../needs/needs.ts';
import type { Place } from '../place.ts';
import type { ExistingCertificate, Ports } from '../ports.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether the certificate of the shop's own domain is this account's, issued, and for all names that it must be for. */
export const checkCertificate = async (
  { certificates }: Pick<Ports, 'certificates'>,
  { arn, names }: NeededCertificate,
  place: Place,
  now: Date,
): Promise<Finding> => {
  const owner = arn.split(':')[4];
  if (place.account !== undefined && owner !== place.account) {
    return fault(`the certificate is of account ${owner}, and CloudFront takes its own account's only`, request(names));
  }
  const found = await certificates.certificate(arn);
  if (found === undefined) return fault(`there is no ${arn}`, request(names));
  if (found.status !== 'ISSUED') {
    return fault(
      `the certificate is ${found.status}, not ISSUED`,
      found.status === 'PENDING_VALIDATION'
        ? "enter its CNAME record in the domain's DNS (ACM, us-east-1), and wait until it is ISSUED"
        : request(names),
    );
  }
  const uncovered = names.filter((name) => !found.names.some((pattern) => covers(pattern, name)));
  if (uncovered.length > 0) {
    return fault(
      `the certificate is for ${found.names.join(', ')}, not for ${uncovered.join(', ')}`,
      request(uncovered),
    );
  }
  return expiry(found, now) ?? ok(`issued, and for ${names.join(', ')}`);
};

const request = (names: readonly string[]): string =>
  `aws acm request-certificate --region us-east-1 --validation-method DNS --domain-name ${names.join(' ')}`;

/** A wildcard stands for exactly one label: `*.example.com` is not for `example.com`, nor for `a.b.example.com`. */
const covers = (pattern: string, name: string): boolean =>
  pattern.startsWith('*.') ? name.slice(name.indexOf('.')) === pattern.slice(1) : name === pattern;

const expiry = ({ expiresAt, isRenewed }: ExistingCertificate, now: Date): Finding | undefined => {
  if (isRenewed || expiresAt === undefined) return undefined;
  const days = Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS);
  if (days >= 30) return undefined;
  return warning(
    `the certificate ends in ${days} days, and ACM does not renew it`,
    'import its successor, or request one',
  );
};
