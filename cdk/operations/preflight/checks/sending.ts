import { type Finding, fault, ok, warning } from '../finding.ts';
import type { Ports } from '../ports.ts';

/** Whether SES sends for the account at all, to anybody, and as fast as the stage wants. */
export const checkSending = async ({ mail }: Pick<Ports, 'mail'>, wantedPerSecond: number): Promise<Finding> => {
  const account = await mail.account();
  if (!account.isSending || account.enforcement === 'SHUTDOWN') {
    return fault(
      `SES has stopped sending for this account (${account.enforcement})`,
      'see SES > Account dashboard; after a review, answer the case that AWS opened',
    );
  }
  const pace = `${account.mailsPerDay} mails a day, ${account.mailsPerSecond} a second`;
  if (!account.isProduction) {
    return warning(
      `SES is in its sandbox: it mails verified addresses only, ${pace}; customers get nothing`,
      `SES > Account dashboard > Request production access (about a day)${slower(wantedPerSecond, account.mailsPerSecond)}`,
    );
  }
  if (account.enforcement === 'PROBATION') {
    return warning(
      `AWS reviews this account's mails and may stop them (PROBATION); ${pace}`,
      'see SES > Account dashboard, and answer the case',
    );
  }
  if (wantedPerSecond > account.mailsPerSecond) {
    return warning(
      `SES sends ${pace}, and the stage would send ${wantedPerSecond} a second: the rest is refused and tried again`,
      `-c mailsPerSecond=${account.mailsPerSecond}, or ask for more (Service Quotas > Amazon SES)`,
    );
  }
  return ok(`SES mails anybody, ${pace}; the stage sends at most ${wantedPerSecond} a second`);
};

const slower = (wanted: number, allowed: number): string =>
  wanted > allowed ? `; until then -c mailsPerSecond=${allowed}` : '';
