import { createDeployed } from '../deployed.ts';
import type { Finding } from '../finding.ts';
import type { StageNeeds } from '../needs/needs.ts';
import type { Place } from '../place.ts';
import type { Ports } from '../ports.ts';
import { checkBootstrap } from './bootstrap.ts';
import { checkCertificate } from './certificate.ts';
import { checkCloudFront } from './cloudfront.ts';
import { checkConcurrency } from './concurrency.ts';
import { checkContact } from './contact.ts';
import { checkLoginDomain } from './login-domain.ts';
import { checkLoginMail } from './login-mail.ts';
import { checkSender } from './sender.ts';
import { checkSending } from './sending.ts';
import { checkStack } from './stack.ts';
import { checkTable } from './table.ts';
import { checkTexts } from './texts.ts';

/** One line of the report, before it is known. */
export interface Check {
  readonly name: string;
  /** Throws NotAsked where AWS gives no answer. */
  readonly run: () => Promise<Finding>;
}

/** What the checks are made of. */
export interface CheckContext {
  readonly needs: StageNeeds;
  readonly ports: Ports;
  readonly place: Place;
  readonly now: Date;
}

/** The checks that the stage gives cause for, in the order in which a deployment meets them. */
export const createChecks = ({ needs, ports, place, now }: CheckContext): Check[] => {
  const deployed = createDeployed(ports.stacks, needs.stackName);
  const { bootstrap, sender } = needs;
  return [
    ...(bootstrap ? [{ name: 'bootstrap', run: () => checkBootstrap(ports, bootstrap, place) }] : []),
    { name: 'stack', run: () => checkStack(ports, needs.stackName) },
    ...needs.tables.map((table) => ({ name: 'table', run: () => checkTable(ports, table, deployed) })),
    { name: 'concurrency', run: () => checkConcurrency(ports, needs, deployed) },
    ...needs.loginDomains.map((domain) => ({
      name: 'login domain',
      run: () => checkLoginDomain(ports, domain, deployed),
    })),
    ...needs.poolMails.map((pool) => ({ name: 'login mail', run: () => checkLoginMail(ports, pool) })),
    { name: 'sender', run: () => checkSender(ports, needs, deployed) },
    ...(sender ? [{ name: 'sending', run: () => checkSending(ports, sender.mailsPerSecond) }] : []),
    { name: 'contact', run: async () => checkContact(needs.shop) },
    { name: 'texts', run: async () => checkTexts(needs.texts, needs.shop) },
    ...needs.certificates.map((certificate) => ({
      name: 'certificate',
      run: () => checkCertificate(ports, certificate, place, now),
    })),
    { name: 'CloudFront', run: () => checkCloudFront(ports, needs.aliases, deployed) },
  ];
};
