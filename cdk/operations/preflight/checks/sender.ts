import type { SenderConfig } from '../../../config.ts';
import type { Deployed } from '../deployed.ts';
import { type Finding, fault, ok, warning } from '../finding.ts';
import type { StageNeeds } from '../needs/needs.ts';
import type { MailIdentity, Ports } from '../ports.ts';

/** Whether mails to customers have a sender that SES lets send, and the stack makes none that is there already. */
export const checkSender = async (
  { mail }: Pick<Ports, 'mail'>,
  { sender, madeIdentities }: Pick<StageNeeds, 'sender' | 'madeIdentities'>,
  deployed: Deployed,
): Promise<Finding> => {
  if (!sender) return warning('customers get no mails', 'give a sender, if they should: -c senderAddress=ADDRESS');
  const [made] = madeIdentities;
  if (made !== undefined) return await checkMade(mail, made, deployed);
  const names = sender.identity === undefined ? covering(sender.address) : [sender.identity];
  for (const name of names) {
    const found = await mail.identity(name);
    if (found) return await checkFound(mail, name, found);
  }
  return fault(
    `SES does not know ${names.join(' nor ')}, so that it sends nothing from ${sender.address}`,
    `aws sesv2 create-email-identity --email-identity ${names.at(-1)}, then verify it`,
  );
};

/** The stack makes the identity, which fails where there is one already: also one that was verified by hand. */
const checkMade = async (mail: Ports['mail'], made: string, deployed: Deployed): Promise<Finding> => {
  const found = await mail.identity(made);
  if (found === undefined) {
    return warning(
      `SES does not know ${made} yet: the stack makes it, and SES sends it a link; no customer gets a mail before that ` +
        'is followed',
      'follow the link after the deployment',
    );
  }
  if (await deployed.owns('AWS::SES::EmailIdentity', made)) return await checkFound(mail, made, found);
  return fault(
    `SES knows ${made} already, and the stack would make it again: the deployment fails (AlreadyExists)`,
    `deploy with what is there: without -c createSenderIdentity${found.isVerified ? '' : ', once it is verified'}`,
  );
};

const checkFound = async (mail: Ports['mail'], name: string, found: MailIdentity): Promise<Finding> => {
  if (!found.isVerified) {
    return fault(
      `${name} is not verified (${found.verification}): SES sends nothing from it`,
      name.includes('@')
        ? 'follow the link that SES mailed there (SES > Identities > Resend, if it is older than a day)'
        : `enter the DKIM records of SES > Identities > ${name} in the domain's DNS`,
    );
  }
  if (await isSigned(mail, name, found)) return ok(`${name} is verified, and its mails are signed (DKIM)`);
  const domain = domainOf(name);
  return warning(
    `${name} is verified, but its mails are not signed (DKIM): many providers refuse such mails, or take them for spam`,
    name.includes('@')
      ? `verify the domain: aws sesv2 create-email-identity --email-identity ${domain}, then -c senderIdentity=${domain}`
      : `switch DKIM on: SES > Identities > ${name} > Authentication`,
  );
};

/** An address is signed with the key of its domain, where the domain is an identity too. */
const isSigned = async (mail: Ports['mail'], name: string, found: MailIdentity): Promise<boolean> =>
  found.isSigned || (name.includes('@') && (await mail.identity(domainOf(name)))?.isSigned === true);

const domainOf = (address: string): string => address.slice(address.indexOf('@') + 1);

/** The identities that let an address send: itself, its domain, and those above it. */
const covering = (address: SenderConfig['address']): string[] => {
  const labels = domainOf(address).split('.');
  return [address, ...labels.slice(0, -1).map((_label, index) => labels.slice(index).join('.'))];
};
