import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import type { Mailbox } from '../../kit/mailbox.ts';
import { type AwsService, type Engine, operation, type RestRoute } from '../../service.ts';
import { on, type Ses } from './context.ts';
import { notFound } from './errors.ts';
import { inboxMount } from './inbox/mount.ts';
import { configurationSetOperations } from './operations/configuration-sets.ts';
import { eventDestinationOperations } from './operations/event-destinations.ts';
import { identityOperations } from './operations/identities.ts';
import { sendEmailOperation } from './operations/send-email.ts';
import { suppressionOperations } from './operations/suppression.ts';
import { openChosenFates } from './outcomes/chosen-fates.ts';
import { createCourse } from './outcomes/course.ts';
import { openSentMails } from './outcomes/sent-mails.ts';
import { createTransport } from './outcomes/transport.ts';
import { createRegistry } from './registry.ts';
import { sesResourceTypes } from './resources/index.ts';

const DESTINATIONS = '/v2/email/configuration-sets/{ConfigurationSetName}/event-destinations';
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
  { method: 'PUT', path: '/v2/email/account/suppression', operation: 'PutAccountSuppressionAttributes' },
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
  { method: 'POST', path: DESTINATIONS, operation: 'CreateConfigurationSetEventDestination' },
  { method: 'GET', path: DESTINATIONS, operation: 'GetConfigurationSetEventDestinations' },
  {
    method: 'PUT',
    path: `${DESTINATIONS}/{EventDestinationName}`,
    operation: 'UpdateConfigurationSetEventDestination',
  },
  {
    method: 'DELETE',
    path: `${DESTINATIONS}/{EventDestinationName}`,
    operation: 'DeleteConfigurationSetEventDestination',
  },
];

/** Amazon SES, API v2: what is sent stays in a mailbox on disk, which anybody at this machine can read at `/inbox`; what becomes
 * of it is told to the event destinations of its configuration set. */
export const createSes = (engine: Engine, mailbox: Mailbox): AwsService => {
  const registry = createRegistry(engine);
  const transport = createTransport(engine);
  const sent = openSentMails(engine.store);
  const course = createCourse(engine, registry, sent, transport);
  const fates = openChosenFates(engine.store);
  const ses: Ses = { engine, registry, mailbox, course, transport, fates };
  engine.mount('aws', inboxMount({ mailbox, sent, fates, course }));
  return {
    name: 'ses',
    protocol: 'rest-json',
    invalidInputCode: 'BadRequestException',
    routes: ROUTES,
    operations: {
      SendEmail: sendEmailOperation(ses),
      ...identityOperations(ses),
      ...configurationSetOperations(ses),
      ...eventDestinationOperations(ses),
      ...suppressionOperations(ses),
      GetAccount: operation({
        input: z.looseObject({}),
        access: () => on('GetAccount'),
        run: () => ({
          ProductionAccessEnabled: true,
          SendingEnabled: true,
          EnforcementStatus: 'HEALTHY',
          SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14 },
          SuppressionAttributes: { SuppressedReasons: registry.suppressedReasons() },
        }),
      }),
    },
    elsewhere: {
      lists: {
        ListEmailIdentities: { EmailIdentities: [] },
        ListConfigurationSets: { ConfigurationSets: [] },
        ListSuppressedDestinations: { SuppressedDestinationSummaries: [] },
      },
      everywhere: ['GetAccount'],
      missing: ({ FromEmailAddress, EmailIdentity, ConfigurationSetName }, region) =>
        FromEmailAddress === undefined
          ? notFound(`${EmailIdentity ?? ConfigurationSetName} does not exist.`)
          : new AwsError(
              'MessageRejected',
              `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${FromEmailAddress}`,
            ),
    },
    resourceTypes: sesResourceTypes(ses),
    start: () => course.start(),
    stop: () => course.stop(),
  };
};
