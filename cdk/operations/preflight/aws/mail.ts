import { GetAccountCommand, GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { MailPort } from '../ports.ts';
import { absentIf, asking, named } from './asking.ts';
import { given } from './given.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html and API_GetEmailIdentity.html */
export const createMail = (client: SESv2Client): MailPort => ({
  account: () =>
    asking('ses:GetAccount', async () => {
      const answer = await client.send(new GetAccountCommand({}));
      return {
        isProduction: given('ses:GetAccount', answer.ProductionAccessEnabled),
        isSending: given('ses:GetAccount', answer.SendingEnabled),
        enforcement: answer.EnforcementStatus ?? 'UNKNOWN',
        mailsPerDay: given('ses:GetAccount', answer.SendQuota?.Max24HourSend),
        mailsPerSecond: given('ses:GetAccount', answer.SendQuota?.MaxSendRate),
      };
    }),
  identity: (EmailIdentity) =>
    asking('ses:GetEmailIdentity', async () => {
      const answer = client.send(new GetEmailIdentityCommand({ EmailIdentity }));
      const found = await absentIf(answer, named('NotFoundException'));
      return (
        found && {
          isVerified: found.VerifiedForSendingStatus === true,
          verification: found.VerificationStatus ?? 'UNKNOWN',
          isSigned: found.DkimAttributes?.SigningEnabled === true && found.DkimAttributes.Status === 'SUCCESS',
        }
      );
    }),
});
