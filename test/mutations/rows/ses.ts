import { change, gone, revoked } from '../edits.ts';
import { rowsOf } from '../row.ts';

const API = 'ses/latest/APIReference-V2/';
const GUIDE = 'ses/latest/dg/';
const SET = 'SES::ConfigurationSet';
const OUTCOMES = 'SES::ConfigurationSetEventDestination ConfirmationEmailMailSenderConfigurationSetOutcomes';
const IDENTITY = 'SES::EmailIdentity';
const DESTINATION_API = `${API}API_CreateConfigurationSetEventDestination.html`;
const SET_API = `${API}API_CreateConfigurationSet.html`;
const NOT_NOTED = /waiting until its delivery is noted/;

export const ses = rowsOf('SES', [
  {
    name: 'a sender that nobody verified',
    breaks: change(IDENTITY, { EmailIdentity: 'another@example.org' }),
    aws: 'MessageRejected: Email address is not verified.',
    page: `${GUIDE}verify-addresses-and-domains.html`,
    noticed: 'order',
    by: /MessageRejected/,
  },
  {
    name: 'no identity',
    breaks: gone(IDENTITY),
    aws: 'MessageRejected: Email address is not verified.',
    page: `${GUIDE}verify-addresses-and-domains.html`,
    noticed: 'order',
    by: /MessageRejected/,
  },
  {
    name: 'an identity that is no address',
    breaks: change(IDENTITY, { EmailIdentity: 'not an address' }),
    aws: 'An identity is an address or a domain.',
    page: `${API}API_CreateEmailIdentity.html`,
    noticed: 'start',
    by: /Identity.*(EmailIdentity|[iI]dentity)/,
  },
  {
    name: 'a role that may not send',
    breaks: revoked('ConfirmationEmailSendEmailRole', 'ses:SendEmail'),
    aws: 'What no policy allows is denied.',
    page: `${GUIDE}control-user-access.html`,
    noticed: 'order',
    by: /not authorized to perform: ses:SendEmail|ses:SendEmail/,
  },
  {
    name: 'a role that may not use the configuration set',
    breaks: (template) => {
      for (const [id, { Properties }] of Object.entries(template.Resources))
        if (id.startsWith('ConfirmationEmailSendEmailRoleDefaultPolicy')) {
          const policy = Properties.PolicyDocument as { Statement: { Resource: unknown }[] };
          policy.Statement = policy.Statement.filter(
            (statement) => !JSON.stringify(statement.Resource).includes('configuration-set'),
          );
        }
    },
    aws: 'Sending with a configuration set needs SendEmail on the set too.',
    page: `${GUIDE}control-user-access.html`,
    noticed: 'order',
    by: /configuration-set/,
  },
  {
    name: 'a role that may not use the identity',
    breaks: (template) => {
      for (const [id, { Properties }] of Object.entries(template.Resources))
        if (id.startsWith('ConfirmationEmailSendEmailRoleDefaultPolicy')) {
          const policy = Properties.PolicyDocument as { Statement: { Resource: unknown }[] };
          policy.Statement = policy.Statement.filter(
            (statement) => !JSON.stringify(statement.Resource).includes(':identity/'),
          );
        }
    },
    aws: 'Sending needs SendEmail on the identity.',
    page: `${GUIDE}control-user-access.html`,
    noticed: 'order',
    by: /identity/,
  },
  {
    name: 'a configuration set that is not there',
    breaks: change('Lambda::Function ConfirmationEmailSendEmailFunction', {
      'Environment.Variables.CONFIGURATION_SET': 'nowhere',
    }),
    aws: 'The configuration set has to exist, and be allowed.',
    page: `${API}API_SendEmail.html`,
    noticed: 'order',
    by: /nowhere/,
  },
  {
    name: 'another sender',
    breaks: change('Lambda::Function ConfirmationEmailSendEmailFunction', {
      'Environment.Variables.SENDER_ADDRESS': 'another@example.org',
    }),
    aws: 'The role may send from its identity alone.',
    page: `${GUIDE}control-user-access.html`,
    noticed: 'order',
    by: /another@example\.org|not verified/,
  },
  {
    name: 'a set name with a space',
    breaks: change(SET, { Name: 'the set' }),
    aws: 'Set names have letters, digits, hyphens and underscores.',
    page: SET_API,
    noticed: 'start',
    by: /ConfigurationSet.*[nN]ame/,
  },
  {
    name: 'a set name of 65 characters',
    breaks: change(SET, { Name: 's'.repeat(65) }),
    aws: 'Set names have at most 64 characters.',
    page: SET_API,
    noticed: 'start',
    by: /ConfigurationSet.*[nN]ame/,
  },
  {
    name: 'a policy of TLS that is none',
    breaks: change(SET, { 'DeliveryOptions.TlsPolicy': 'ALWAYS' }),
    aws: 'TlsPolicy is REQUIRE or OPTIONAL.',
    page: SET_API,
    noticed: 'start',
    by: /ConfigurationSet.*TlsPolicy/,
  },
  {
    name: 'a reason of suppression that is none',
    breaks: change(SET, { 'SuppressionOptions.SuppressedReasons': ['SPAM'] }),
    aws: 'Reasons are BOUNCE and COMPLAINT.',
    page: SET_API,
    noticed: 'start',
    by: /ConfigurationSet.*SuppressedReasons/,
  },
  {
    name: 'a set that sends nothing',
    breaks: change(SET, { SendingOptions: { SendingEnabled: false } }),
    aws: 'SendingPausedException: sending is paused for the configuration set.',
    page: `${API}API_SendingOptions.html`,
    noticed: 'order',
    by: /paused|SendingOptions/i,
  },
  {
    name: 'no destination of events',
    breaks: gone(OUTCOMES),
    aws: 'Nobody is told what became of mails.',
    page: `${GUIDE}monitor-using-event-publishing.html`,
    noticed: 'order',
    by: NOT_NOTED,
  },
  {
    name: 'a destination that is switched off',
    breaks: change(OUTCOMES, { 'EventDestination.Enabled': false }),
    aws: 'Nobody is told what became of mails.',
    page: DESTINATION_API,
    noticed: 'order',
    by: NOT_NOTED,
  },
  {
    name: 'a destination without deliveries',
    breaks: change(OUTCOMES, { 'EventDestination.MatchingEventTypes': ['bounce'] }),
    aws: 'Only the chosen events are told.',
    page: DESTINATION_API,
    noticed: 'order',
    by: NOT_NOTED,
  },
  {
    name: 'an event that is none',
    breaks: change(OUTCOMES, { 'EventDestination.MatchingEventTypes': ['delivered'] }),
    aws: 'Unknown events are refused.',
    page: DESTINATION_API,
    noticed: 'start',
    by: /Outcomes.*MatchingEventTypes/,
  },
  {
    name: 'events to a bus of one’s own',
    breaks: change(OUTCOMES, {
      'EventDestination.EventBridgeDestination.EventBusArn': 'arn:aws:events:us-east-1:000000000000:event-bus/mine',
    }),
    aws: 'SES tells the default bus alone.',
    page: `${API}API_EventBridgeDestination.html`,
    noticed: 'start',
    by: /Outcomes.*([bB]us|EventBridgeDestination)/,
  },
  {
    name: 'two destinations in one',
    breaks: change(OUTCOMES, {
      'EventDestination.SnsDestination': { TopicARN: 'arn:aws:sns:us-east-1:000000000000:topic' },
    }),
    aws: 'A destination goes to one place.',
    page: DESTINATION_API,
    noticed: 'start',
    by: /Outcomes.*([dD]estination)/,
  },
  {
    name: 'a destination to nowhere',
    breaks: change(OUTCOMES, { 'EventDestination.EventBridgeDestination': undefined }),
    aws: 'A destination goes to one place.',
    page: DESTINATION_API,
    noticed: 'start',
    by: /Outcomes.*([dD]estination)/,
  },
  {
    name: 'a destination of a set that is not there',
    breaks: change(OUTCOMES, { ConfigurationSetName: 'nowhere' }),
    aws: 'The configuration set has to exist.',
    page: DESTINATION_API,
    noticed: 'start',
    by: /Outcomes.*(nowhere|does not exist)/,
  },
  {
    name: 'a dimension that is none',
    breaks: change('SES::ConfigurationSetEventDestination ConfirmationEmailMailSenderConfigurationSetMetrics', {
      'EventDestination.CloudWatchDestination.DimensionConfigurations.0.DimensionValueSource': 'tag',
    }),
    aws: 'DimensionValueSource is messageTag, emailHeader or linkTag.',
    page: `${API}API_CloudWatchDimensionConfiguration.html`,
    noticed: 'start',
    by: /Metrics.*DimensionValueSource/,
  },
]);
