import { type Finding, fault, ok, warning } from '../finding.ts';
import type { PoolMail } from '../needs/needs.ts';
import { NotAsked } from '../not-asked.ts';
import type { Ports } from '../ports.ts';

/** Who mails codes of sign-up and of forgotten passwords, and how many a day.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html */
export const checkLoginMail = async ({ mail }: Pick<Ports, 'mail'>, pool: PoolMail): Promise<Finding> => {
  if (pool.by === 'Cognito') {
    return warning(
      'Cognito mails codes itself, 50 a day for all user pools of the account: sign-up and forgotten passwords fail from ' +
        'the 51st on, until the next day',
      'before customers come, let the user pool send through SES (docs/scaling.md)',
    );
  }
  const { identity } = pool;
  if (identity === undefined) throw new NotAsked('unknown', 'through which identity Cognito sends is not known yet');
  const found = await mail.identity(identity);
  return found?.isVerified
    ? ok(`Cognito mails codes through SES, from ${identity}`)
    : fault(
        `Cognito should mail codes from ${identity}, which SES ${found ? 'has not verified' : 'does not know'}: it refuses`,
        `aws sesv2 create-email-identity --email-identity ${identity}, and verify it`,
      );
};
