import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../../service.ts';
import type { Cognito } from './context.ts';
import type { PasswordReset } from './password-reset.ts';
import type { Pool } from './pools.ts';

const aClientsUser = z.object({ ClientId: z.string(), Username: z.string().min(1).max(128) });

/** `a***@e***`, as Cognito shows an address; also one that nobody has. */
const hinted = (username: string): string => {
  const [local = '', domain = ''] = username.split('@');
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***`;
};

/** Resetting a forgotten password. Each client is taken for one with PreventUserExistenceErrors: it does not tell who is there.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html */
export const resetOperations = ({ pools }: Cognito, reset: PasswordReset): Record<string, Operation> => {
  const poolOf = (clientId: string): Pool => {
    const pool = pools.all().find(({ clients }) => clients.has(clientId));
    if (!pool) throw new AwsError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
    return pool;
  };
  return {
    ForgotPassword: operation({
      input: aClientsUser,
      // Public, as whoever forgot a password has no credentials.
      access: () => [],
      run: ({ ClientId, Username }) => {
        reset.request(poolOf(ClientId), Username);
        const Destination = hinted(Username);
        return { CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination } };
      },
    }),
    ConfirmForgotPassword: operation({
      input: aClientsUser.extend({ ConfirmationCode: z.string().min(1).max(2048), Password: z.string().max(256) }),
      access: () => [],
      run: async ({ ClientId, Username, ConfirmationCode, Password }) => {
        await reset.confirm(poolOf(ClientId), Username, ConfirmationCode, Password);
        return {};
      },
    }),
  };
};
