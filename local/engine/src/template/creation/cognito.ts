import type { CreationCheck, CreationChecks } from './check.ts';

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
const DAY = 86_400;
const TEN_YEARS = 315_360_000;

/** Each kind of token: its unit where none is given, and between what its validity lies, in seconds. */
const TOKENS = [
  ['AccessToken', 'hours', 300, DAY],
  ['IdToken', 'hours', 300, DAY],
  ['RefreshToken', 'days', 3_600, TEN_YEARS],
] as const;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
const validity: CreationCheck = ({ TokenValidityUnits = {}, ...given }) => {
  for (const [token, usual, least, most] of TOKENS) {
    const value = given[`${token}Validity`];
    if (value === undefined || (token === 'RefreshToken' && Number(value) === 0)) continue;
    const unit = String(TokenValidityUnits[token] ?? usual);
    const seconds = Number(value) * (SECONDS[unit] ?? 0);
    if (seconds < least || seconds > most) {
      return `Invalid range for ${token}Validity: ${value} ${unit} is not between ${least} seconds and ${most} seconds`;
    }
  }
  return undefined;
};

/** https, or http on this machine, or an app's own scheme; without a fragment. */
const callbacks: CreationCheck = ({ CallbackURLs = [], LogoutURLs = [] }) => {
  for (const url of [...CallbackURLs, ...LogoutURLs].map(String)) {
    if (url.includes('#')) return `${url} cannot contain a fragment (CallbackURLs, LogoutURLs)`;
    if (/^http:\/\/(?!localhost([:/]|$)|127\.0\.0\.1([:/]|$)|\[::1\])/.test(url))
      return `${url} cannot use the HTTP protocol (CallbackURLs, LogoutURLs)`;
  }
  return undefined;
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html */
const flows: CreationCheck = (
  { AllowedOAuthFlowsUserPoolClient, AllowedOAuthFlows = [], AllowedOAuthScopes = [] },
  stack,
) => {
  if (String(AllowedOAuthFlowsUserPoolClient) !== 'true') return undefined;
  if (AllowedOAuthFlows.length === 0 || AllowedOAuthScopes.length === 0) {
    return 'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.';
  }
  const own = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];
  const servers = stack
    .created('AWS::Cognito::UserPoolResourceServer')
    .map(({ properties }) => `${properties.Identifier}/`);
  const unknown = (AllowedOAuthScopes as string[]).find(
    (scope) => !own.includes(scope) && !servers.some((prefix) => scope.startsWith(prefix)),
  );
  return unknown && `Invalid scope requested: ${unknown}`;
};

/** The attributes of every pool.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
const STANDARD = [
  ...[
    'address',
    'birthdate',
    'email',
    'email_verified',
    'family_name',
    'gender',
    'given_name',
    'locale',
    'middle_name',
  ],
  ...['name', 'nickname', 'phone_number', 'phone_number_verified', 'picture', 'preferred_username', 'profile', 'sub'],
  ...['updated_at', 'website', 'zoneinfo'],
];

const attributes: CreationCheck = ({ ReadAttributes = [], WriteAttributes = [], UserPoolId }, stack) => {
  const pool = stack.created('AWS::Cognito::UserPool').find(({ ref }) => ref === UserPoolId);
  const custom = ((pool?.properties.Schema ?? []) as { Name?: string }[]).map(({ Name }) => `custom:${Name}`);
  const known = new Set([...STANDARD, ...custom]);
  for (const [what, names] of [
    ['read', ReadAttributes],
    ['write', WriteAttributes],
  ] as const) {
    const unknown = (names as string[]).find((name) => !known.has(name));
    if (unknown !== undefined) return `Invalid ${what} attributes specified while creating a client: ${unknown}`;
  }
  return undefined;
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html */
const reserved: CreationCheck = ({ Domain, CustomDomainConfig }) => {
  const word =
    CustomDomainConfig === undefined && ['aws', 'amazon', 'cognito'].find((each) => String(Domain).includes(each));
  return word ? `Domain cannot contain reserved word: ${word}` : undefined;
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
const names: CreationCheck = ({ AliasAttributes, UsernameAttributes }) =>
  AliasAttributes !== undefined && UsernameAttributes !== undefined
    ? 'Only one of the aliasAttributes or usernameAttributes can be set in a user pool.'
    : undefined;

/** What Cognito refuses at creation. */
export const cognitoChecks: CreationChecks = {
  'AWS::Cognito::UserPool': [names],
  'AWS::Cognito::UserPoolClient': [validity, callbacks, flows, attributes],
  'AWS::Cognito::UserPoolDomain': [reserved],
};
