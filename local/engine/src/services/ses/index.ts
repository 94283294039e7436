import * as z from 'zod';
import type { Mailbox } from '../../kit/mailbox.ts';
import { type AwsService, type Engine, operation, type RestRoute } from '../../service.ts';
import { on, type Ses } from './context.ts';
import { inboxMount } from './inbox/mount.ts';
import { configurationSetOperations } from './operations/configuration-sets.ts';
import { identityOperations } from './operations/identities.ts';
import { sendEmailOperation } from './operations/send-email.ts';
import { suppressionOperations } from './operations/suppression.ts';
import { createRegistry } from './registry.ts';
import { sesResourceTypes } from './resources.ts';

const ROUTES: readonly RestRoute[] = [
  { method: 'POST', path: '/v2/email/outbound-emails', operation: 'SendEmail' },
  { method: 'PUT', path: '/v2/email/suppression/addresses', operation: 'PutSuppressedDestination' },
  { method: 'GET', path: '/v2/email/suppression/addresses', operation: 'ListSuppressedDestinations' },
  { method: 'GET', path: '/v2/email/suppression/addresses/{EmailAddress}', operation: 'GetSuppressedDestination' },
  {
    method: 'DELETE',
    path: '/v2/email/suppression/addresses/{EmailAddress}',
    operation: 'DeleteSuppressedDestination',
  },
  { method: 'GET', path: '/v2/email/account', operation: 'GetAccount' },
  { method: 'POST', path: '/v2/email/identities', operation: 'CreateEmailIdentity' },
  // Lists were read by GET once, and still are by older clients.
  { method: 'POST', path: '/v2/email/list-identities', operation: 'ListEmailIdentities' },
  { method: 'GET', path: '/v2/email/identities', operation: 'ListEmailIdentities' },
  { method: 'GET', path: '/v2/email/identities/{EmailIdentity}', operation: 'GetEmailIdentity' },
  { method: 'DELETE', path: '/v2/email/identities/{EmailIdentity}', operation: 'DeleteEmailIdentity' },
  { method: 'POST', path: '/v2/email/configuration-sets', operation: 'CreateConfigurationSet' },
  { method: 'POST', path: '/v2/email/list-configuration-sets', operation: 'ListConfigurationSets' },
  { method: 'GET', path: '/v2/email/configuration-sets', operation: 'ListConfigurationSets' },
  { method: 'GET', path: '/v2/email/configuration-sets/{ConfigurationSetName}', operation: 'GetConfigurationSet' },
  {
    method: 'DELETE',
    path: '/v2/email/configuration-sets/{ConfigurationSetName}',
    operation: 'DeleteConfigurationSet',
  },
];

/** Amazon SES, API v2: what is sent stays in a mailbox on disk, which anybody at this machine can read at `/inbox`. */
export const createSes = (engine: Engine, mailbox: Mailbox): AwsService => {
  const ses: Ses = { engine, registry: createRegistry(engine), mailbox };
  engine.mount('aws', inboxMount(ses.mailbox));
  return {
    name: 'ses',
    protocol: 'rest-json',
    routes: ROUTES,
    operations: {
      SendEmail: sendEmailOperation(ses),
      ...identityOperations(ses),
      ...configurationSetOperations(ses),
      ...suppressionOperations(ses),
      GetAccount: operation({
        input: z.looseObject({}),
        access: () => on('GetAccount'),
        run: () => ({
          ProductionAccessEnabled: true,
          SendingEnabled: true,
          EnforcementStatus: 'HEALTHY',
          SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14 },
        }),
      }),
    },
    resourceTypes: sesResourceTypes(ses),
  };
};
