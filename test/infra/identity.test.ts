import { describe, expect, it } from 'vitest';
import { SUPPORT_GROUP, VIEWER_GROUP } from '../../lambdas/core/contract/identity.ts';
import { SHOP_NAME } from '../../lambdas/core/contract/shop.ts';
import { ofType, prodContext, render, resourceNamed, synthesizedTemplate } from './synthesized.ts';

const template = synthesizedTemplate();
const pool = resourceNamed(template, 'AWS::Cognito::UserPool', 'IdentityUserPool').Properties;
const clientOf = (context: Readonly<Record<string, unknown>>) =>
  resourceNamed(synthesizedTemplate(context), 'AWS::Cognito::UserPoolClient', 'IdentitySiteClient').Properties;
const client = clientOf({});

describe('the user pool', () => {
  it('lets people sign up and in with an e-mail address that they prove is theirs', () => {
    expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(false);
    expect(pool.UsernameAttributes).toEqual(['email']);
    expect(pool.AutoVerifiedAttributes).toEqual(['email']);
    expect(pool.UsernameConfiguration).toEqual({ CaseSensitive: false });
  });

  it('keeps the old address until a new one is verified', () => {
    expect(pool.UserAttributeUpdateSettings).toEqual({ AttributesRequireVerificationBeforeUpdate: ['email'] });
  });

  it('demands strong passwords and offers a second factor, never by SMS', () => {
    expect(pool.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
    });
    expect(pool.MfaConfiguration).toBe('OPTIONAL');
    expect(pool.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA']);
    expect(pool.SmsConfiguration).toBeUndefined();
  });

  it('has two groups, who acts and who reads', () => {
    // The stack knows no code of the functions: that both mean the same groups is held here.
    const groups = ofType(template, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties.GroupName);
    expect(groups).toEqual([SUPPORT_GROUP, VIEWER_GROUP]);
  });

  it('calls the site’s client what the shop calls itself', () => {
    expect(client.ClientName).toBe(SHOP_NAME);
  });

  it('has a sign-in address that no other account or stage can have taken', () => {
    const prefixOf = (context: Readonly<Record<string, unknown>>) =>
      ofType(synthesizedTemplate(context), 'AWS::Cognito::UserPoolDomain').map(([, { Properties }]) =>
        render(Properties.Domain),
      );
    expect(prefixOf({})).toEqual(['orderprocessing-AWS::AccountId']);
    expect(prefixOf(prodContext)).toEqual(['orderprocessing-prod-AWS::AccountId']);
  });
});

describe('the mails of the user pool', () => {
  it('have a code and say what it is for in each language, the shop’s own first', () => {
    const mailOf = (context: Readonly<Record<string, unknown>>) =>
      resourceNamed(synthesizedTemplate(context), 'AWS::Cognito::UserPool', 'IdentityUserPool').Properties
        .VerificationMessageTemplate;
    const { EmailSubject, EmailMessage, DefaultEmailOption } = mailOf({});
    expect(DefaultEmailOption).toBe('CONFIRM_WITH_CODE');
    expect(EmailSubject).toBe(`Your ${SHOP_NAME} code / Ihr Corner-Desk-Code`);
    expect(EmailMessage).toMatch(
      /^<p lang="en">Your code .*<p lang="de">Ihr Code .*\{####\}.*<p lang="en">.*<p lang="de">/,
    );
    expect(mailOf({ locale: 'de-AT' }).EmailSubject).toBe(`Ihr Corner-Desk-Code / Your ${SHOP_NAME} code`);
  });

  const senderAddress = 'shop@mail.example.com';
  const mailsOf = (context: Readonly<Record<string, unknown>>) => {
    const { EmailConfiguration } = resourceNamed(
      synthesizedTemplate(context),
      'AWS::Cognito::UserPool',
      'IdentityUserPool',
    ).Properties;
    return EmailConfiguration && { ...EmailConfiguration, SourceArn: render(EmailConfiguration.SourceArn) };
  };

  it.each(['example.com', 'mail.example.com', senderAddress])('come by SES where %s is verified', (senderIdentity) => {
    expect(mailsOf({ senderAddress, senderIdentity })).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      From: senderAddress,
      SourceArn: `arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/${senderIdentity}`,
    });
  });

  it.each([{}, { senderAddress }, { senderAddress, createSenderIdentity: 'true' }])(
    'come by Cognito’s own mailer where nobody says that an identity is verified: %o',
    (context) => {
      expect(mailsOf(context)).toBeUndefined();
    },
  );
});

describe('the site’s client', () => {
  it('is public and takes the authorization code flow only', () => {
    expect(client.GenerateSecret).toBe(false);
    expect(client.AllowedOAuthFlows).toEqual(['code']);
    expect(client.AllowedOAuthScopes).toEqual(['openid', 'email', 'profile']);
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
    expect(client.SupportedIdentityProviders).toEqual(['COGNITO']);
  });

  it('writes name and address at sign-up, and never whether the address is verified', () => {
    expect(client.WriteAttributes).toEqual(['email', 'name']);
  });

  it('gives no token by which a person, or a script in the page, could change the address afterwards', () => {
    // UpdateUserAttributes asks for this scope; tokens of SignUp's other flows would have it.
    expect(client.AllowedOAuthScopes).not.toContain('aws.cognito.signin.user.admin');
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
  });

  it('does not tell who has an account, and its tokens expire within a quarter of an hour and can be revoked', () => {
    expect(client).toMatchObject({
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      IdTokenValidity: 15,
      AccessTokenValidity: 15,
      RefreshTokenValidity: 7 * 24 * 60,
      TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes', RefreshToken: 'minutes' },
    });
  });

  it.each([
    ['its own', {}, []],
    [
      'and those of the context',
      { siteUrls: 'https://a.example/, http://localhost:5173/' },
      ['https://a.example/', 'http://localhost:5173/'],
    ],
  ])('returns to the addresses of the site: %s', (_, context, urls) => {
    const client = clientOf(context);
    expect(client.CallbackURLs.map(render)).toEqual(['https://SiteDistribution.DomainName/', ...urls]);
    expect(client.LogoutURLs).toEqual(client.CallbackURLs);
  });
});
