import { type Answers, call } from './call.ts';

const Username = 'ada@example.com';
const Password = 'correct horse 1';
const pool = ({ ListUserPools }: Answers) => ({ UserPoolId: ListUserPools.UserPools[0].Id as string });
const client = ({ ListUserPoolClients }: Answers) => ({
  ClientId: ListUserPoolClients.UserPoolClients[0].ClientId as string,
});
const user = (answers: Answers) => ({ ...pool(answers), Username });
const nobody = (answers: Answers) => ({ ...pool(answers), Username: 'nobody@example.com' });
const noPool = { UserPoolId: 'us-east-1_none' };
const GroupName = 'schemas';

/** Cognito, with the pool of the template. */
export const cognitoCalls = [
  call('ListUserPools', { MaxResults: 10 }, { MaxResults: 100 }),
  call('DescribeUserPool', pool, noPool),
  call('ListUserPoolClients', pool, noPool),
  call(
    'DescribeUserPoolClient',
    (answers) => ({ ...pool(answers), ...client(answers) }),
    (answers) => ({ ...pool(answers), ClientId: 'none' }),
  ),
  call(
    'AdminCreateUser',
    (answers) => ({
      ...user(answers),
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: 'Ada' },
      ],
    }),
    user,
  ),
  call(
    'AdminSetUserPassword',
    (answers) => ({ ...user(answers), Password, Permanent: true }),
    (answers) => ({ ...user(answers), Password: 'short' }),
  ),
  call('AdminGetUser', user, nobody),
  call('ListUsers', pool, (answers) => ({ ...pool(answers), Filter: 'broken' })),
  call(
    'AdminUpdateUserAttributes',
    (answers) => ({ ...user(answers), UserAttributes: [{ Name: 'name', Value: 'Ada L.' }] }),
    (answers) => ({ ...user(answers), UserAttributes: [{ Name: 'sub', Value: 'x' }] }),
  ),
  call(
    'CreateGroup',
    (answers) => ({ ...pool(answers), GroupName, Description: 'd' }),
    (answers) => ({ ...pool(answers), GroupName }),
  ),
  call('ListGroups', pool, noPool),
  call(
    'AdminAddUserToGroup',
    (answers) => ({ ...user(answers), GroupName }),
    (answers) => ({ ...nobody(answers), GroupName }),
  ),
  call('AdminListGroupsForUser', user, nobody),
  call(
    'ListUsersInGroup',
    (answers) => ({ ...pool(answers), GroupName }),
    (answers) => ({ ...pool(answers), GroupName: 'none' }),
  ),
  call(
    'AdminRemoveUserFromGroup',
    (answers) => ({ ...user(answers), GroupName }),
    (answers) => ({ ...nobody(answers), GroupName }),
  ),
  call(
    'InitiateAuth',
    (answers) => ({
      ...client(answers),
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    }),
    (answers) => ({
      ...client(answers),
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: 'no' },
    }),
  ),
  call('ForgotPassword', (answers) => ({ ...client(answers), Username }), { ClientId: 'none', Username }),
  call(
    'ConfirmForgotPassword',
    async (answers, { mailTo }) => ({
      ...client(answers),
      Username,
      Password: 'another horse 2',
      ConfirmationCode: /\b\d{6}\b/.exec(await mailTo(Username))?.[0],
    }),
    (answers) => ({ ...client(answers), Username, Password: 'another horse 2', ConfirmationCode: '000000' }),
  ),
  call('AdminUserGlobalSignOut', user, nobody),
  call('AdminDisableUser', user, nobody),
  call('AdminEnableUser', user, nobody),
  call('AdminDeleteUser', user, nobody),
];

const ConfigurationSetName = 'schemas';
const noSet = { ConfigurationSetName: 'none' };
const EventDestinationName = 'bus';
const EmailIdentity = 'schemas@example.com';
const EmailAddress = 'gone@example.com';
const EventDestination = {
  Enabled: true,
  MatchingEventTypes: ['SEND'],
  EventBridgeDestination: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
};
const text = (Data: string): object => ({ Data });
const mail = {
  FromEmailAddress: EmailIdentity,
  Destination: { ToAddresses: ['reader@example.com'] },
  Content: { Simple: { Subject: text('s'), Body: { Text: text('t') } } },
};

/** SES, version 2. */
export const sesCalls = [
  call('GetAccount', {}),
  call('CreateEmailIdentity', { EmailIdentity }, { EmailIdentity }),
  call('GetEmailIdentity', { EmailIdentity }, { EmailIdentity: 'none@example.com' }),
  call('ListEmailIdentities', {}),
  call('SendEmail', mail, { ...mail, ConfigurationSetName: 'none' }),
  call('CreateConfigurationSet', { ConfigurationSetName }, { ConfigurationSetName }),
  call('GetConfigurationSet', { ConfigurationSetName }, noSet),
  call('ListConfigurationSets', {}),
  call(
    'CreateConfigurationSetEventDestination',
    { ConfigurationSetName, EventDestinationName, EventDestination },
    { ...noSet, EventDestinationName, EventDestination },
  ),
  call('GetConfigurationSetEventDestinations', { ConfigurationSetName }, noSet),
  call(
    'UpdateConfigurationSetEventDestination',
    { ConfigurationSetName, EventDestinationName, EventDestination },
    { ConfigurationSetName, EventDestinationName: 'none', EventDestination },
  ),
  call(
    'DeleteConfigurationSetEventDestination',
    { ConfigurationSetName, EventDestinationName },
    { ...noSet, EventDestinationName },
  ),
  call('DeleteConfigurationSet', { ConfigurationSetName }, noSet),
  call('PutAccountSuppressionAttributes', { SuppressedReasons: ['BOUNCE'] }, { SuppressedReasons: ['X'] }),
  call('PutSuppressedDestination', { EmailAddress, Reason: 'BOUNCE' }, { EmailAddress, Reason: 'X' }),
  call('GetSuppressedDestination', { EmailAddress }, { EmailAddress: 'none@example.com' }),
  call('ListSuppressedDestinations', {}),
  call('DeleteSuppressedDestination', { EmailAddress }, { EmailAddress: 'none@example.com' }),
  call('DeleteEmailIdentity', { EmailIdentity }, { EmailIdentity: 'none@example.com' }),
];
