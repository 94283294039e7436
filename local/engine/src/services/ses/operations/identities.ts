import * as z from 'zod';
import { operation } from '../../../service.ts';
import { on, type Ses } from '../context.ts';
import { alreadyExists, notFound } from '../errors.ts';

const byName = z.looseObject({ EmailIdentity: z.string().min(1) });

/** An identity is verified as soon as it is created: nobody here could click, or change a name server.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html */
export const identityOperations = ({ registry }: Ses) => {
  const { identities, arnOf } = registry;
  const find = (name: string): void => {
    if (!identities.has(name)) throw notFound(`Email identity ${name} does not exist.`);
  };
  const access = (action: string) => (input: z.infer<typeof byName>) =>
    on(action, arnOf('identity', input.EmailIdentity));
  return {
    CreateEmailIdentity: operation({
      input: byName,
      access: access('CreateEmailIdentity'),
      run: ({ EmailIdentity }) => {
        if (!identities.add(EmailIdentity)) throw alreadyExists(`Email identity ${EmailIdentity} already exist.`);
        return { IdentityType: typeOf(EmailIdentity), VerifiedForSendingStatus: true, DkimAttributes: DKIM };
      },
    }),
    GetEmailIdentity: operation({
      input: byName,
      access: access('GetEmailIdentity'),
      run: ({ EmailIdentity }) => {
        find(EmailIdentity);
        return {
          IdentityType: typeOf(EmailIdentity),
          FeedbackForwardingStatus: true,
          VerifiedForSendingStatus: true,
          VerificationStatus: 'SUCCESS',
          DkimAttributes: DKIM,
        };
      },
    }),
    ListEmailIdentities: operation({
      input: z.looseObject({}),
      access: () => on('ListEmailIdentities'),
      run: () => ({
        EmailIdentities: identities.list().map((name) => ({
          IdentityType: typeOf(name),
          IdentityName: name,
          SendingEnabled: true,
          VerificationStatus: 'SUCCESS',
        })),
      }),
    }),
    DeleteEmailIdentity: operation({
      input: byName,
      access: access('DeleteEmailIdentity'),
      run: ({ EmailIdentity }) => {
        find(EmailIdentity);
        identities.remove(EmailIdentity);
        return {};
      },
    }),
  };
};

const typeOf = (name: string): string => (name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN');
const DKIM = { SigningEnabled: false, Status: 'NOT_STARTED' };
