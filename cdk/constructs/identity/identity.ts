import { Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  type CfnUserPool,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolEmail,
  VerificationEmailStyle,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { LoginLook } from './login-look.ts';

/** Properties of {@link Identity}. */
export interface IdentityProps {
  readonly config: StageConfig;
  /** The mail that a code comes by, at a sign-up and when a password was forgotten; `{####}` in its HTML stands for the code. */
  readonly accountMail: { readonly subject: string; readonly body: string };
}

/** Who may sign in: the user pool, its groups of support staff, and the site as its public client. */
export class Identity extends Construct {
  readonly userPool: UserPool;
  /** Who issues the tokens. */
  readonly issuer: string;
  /** Address of the sign-in pages and OAuth endpoints. */
  readonly loginUrl: string;

  constructor(scope: Construct, id: string, { config, accountMail }: IdentityProps) {
    super(scope, id);
    this.userPool = createUserPool(this, config, accountMail);
    const addGroup = (id: string, groupName: string, description: string): CfnUserPoolGroup =>
      new CfnUserPoolGroup(this, id, { userPoolId: this.userPool.userPoolId, groupName, description });
    addGroup('Support', 'support', 'Support staff, who may read and act on every order.');
    addGroup(
      'SupportViewer',
      'support-viewer',
      'Staff who read what support reads, with personal data masked, and act on nothing.',
    );
    const domain = this.userPool.addDomain('Domain', {
      // Prefixes are shared by all accounts of a region.
      cognitoDomain: { domainPrefix: `${Stack.of(this).stackName.toLowerCase()}-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.CLASSIC_HOSTED_UI,
    });
    new LoginLook(this, 'LoginLook', { userPool: this.userPool, domain });
    this.loginUrl = domain.baseUrl();
    this.issuer = this.userPool.userPoolProviderUrl;
  }

  /** Makes the site, at these addresses, a public client of the pool; gives the client's id. */
  addSiteClient(urls: readonly string[]): string {
    return createSiteClient(this, this.userPool, urls).userPoolClientId;
  }

  /** A client for the smoke test, which has no browser: it takes a password from who may call Cognito by IAM, and from nobody
   * else, and gives tokens for a quarter of an hour. */
  addSmokeClient(): string {
    return new UserPoolClient(this, 'SmokeClient', {
      userPool: this.userPool,
      generateSecret: false,
      authFlows: { adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.minutes(15),
      accessTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(1),
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
      // An empty list would mean all of them.
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
    }).userPoolClientId;
  }
}

/** Cognito's own mailer sends 50 mails a day for the whole account, so a verified identity takes its place where there is
 * one; never one of this stack, which nobody can have verified before the pool is made. */
const createUserPool = (scope: Construct, config: StageConfig, mail: IdentityProps['accountMail']): UserPool => {
  const { address = '', identity } = config.sender ?? {};
  const userPool = new UserPool(scope, 'UserPool', {
    selfSignUpEnabled: true,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    // A changed address counts only once it is verified; until then the old one stays. (E-mail goes to it.)
    keepOriginal: { email: true },
    userVerification: { emailStyle: VerificationEmailStyle.CODE, emailSubject: mail.subject, emailBody: mail.body },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { sms: false, otp: true },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    // Nothing here needs a dearer plan: no passkeys, no token customisation, no threat protection.
    featurePlan: FeaturePlan.LITE,
    email: identity === undefined ? undefined : UserPoolEmail.withSES({ fromEmail: address, sesRegion: Aws.REGION }),
    deletionProtection: config.deletionProtection,
    removalPolicy: config.removalPolicy,
  });
  if (identity !== undefined) {
    // CDK knows identities that are the address or its very domain; one above it covers the address too.
    const sourceArn = Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName: identity });
    const resource = userPool.node.defaultChild as CfnUserPool;
    resource.addPropertyOverride('EmailConfiguration.SourceArn', sourceArn);
  }
  Validations.of(userPool).acknowledge(
    { id: 'AwsSolutions-COG2', reason: 'MFA is offered (TOTP); a shop cannot demand it of every shopper.' },
    { id: 'AwsSolutions-COG8', reason: 'The Plus plan costs per shopper and month; nothing of it is used yet.' },
  );
  return userPool;
};

const createSiteClient = (scope: Construct, userPool: UserPool, urls: readonly string[]): UserPoolClient =>
  new UserPoolClient(scope, 'SiteClient', {
    userPool,
    // Whom a person signs in to.
    userPoolClientName: 'Corner Desk',
    // A page in a browser cannot keep a secret; PKCE stands in for it.
    generateSecret: false,
    // Refreshing only: passwords are typed into Cognito's own pages, never sent by the site.
    authFlows: { userSrp: false },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: [...urls],
      logoutUrls: [...urls],
    },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    // A token says which groups its person was in when it was made, and the API goes by it until it expires: this is how long
    // somebody who is taken out of support can still act. The page renews it without a word.
    idTokenValidity: Duration.minutes(15),
    accessTokenValidity: Duration.minutes(15),
    refreshTokenValidity: Duration.days(7),
    readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true, fullname: true }),
    // Cognito's own sign-up page writes the address as this client. Nobody else can: that takes an access token with the
    // scope aws.cognito.signin.user.admin, which this client's never have, so confirmations go to the verified address.
    writeAttributes: new ClientAttributes().withStandardAttributes({ email: true, fullname: true }),
  });
