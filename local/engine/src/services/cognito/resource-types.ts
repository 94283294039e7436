import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { type ResourceContext, type ResourceType, resourceType } from '../../service.ts';
import { clientType } from './client-resource.ts';
import type { Cognito } from './context.ts';
import { customizationType } from './customization.ts';
import { stableId } from './ids.ts';
import { poolKey } from './keys.ts';
import type { PasswordPolicy } from './password.ts';
import type { Pool } from './pools.ts';

const passwordPolicy = z.strictObject({
  MinimumLength: z.coerce.number().int().min(6).max(99).default(8),
  RequireLowercase: flag.default(false),
  RequireUppercase: flag.default(false),
  RequireNumbers: flag.default(false),
  RequireSymbols: flag.default(false),
  TemporaryPasswordValidityDays: ignored,
  PasswordHistorySize: ignored,
});

/** What a pool without a policy of its own demands.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
const DEFAULT_POLICY: z.infer<typeof passwordPolicy> = {
  MinimumLength: 8,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

const poolProperties = z.strictObject({
  UserPoolName: z.string().optional(),
  UsernameAttributes: z.array(z.enum(['email'])).optional(),
  AdminCreateUserConfig: z.looseObject({ AllowAdminCreateUserOnly: flag.default(false) }).optional(),
  Policies: z.strictObject({ PasswordPolicy: passwordPolicy.optional(), SignInPolicy: ignored }).optional(),
  AccountRecoverySetting: ignored,
  AliasAttributes: ignored,
  AutoVerifiedAttributes: ignored,
  DeletionProtection: ignored,
  DeviceConfiguration: ignored,
  EmailConfiguration: ignored,
  EmailVerificationMessage: z.string().optional(),
  EmailVerificationSubject: z.string().optional(),
  EnabledMfas: ignored,
  MfaConfiguration: z.enum(['OFF', 'OPTIONAL']).optional(),
  Schema: ignored,
  SmsAuthenticationMessage: ignored,
  SmsVerificationMessage: ignored,
  UserAttributeUpdateSettings: ignored,
  UserPoolAddOns: ignored,
  UserPoolTags: ignored,
  UserPoolTier: ignored,
  UsernameConfiguration: ignored,
  VerificationMessageTemplate: z
    .looseObject({ EmailMessage: z.string().optional(), EmailSubject: z.string().optional() })
    .optional(),
});

const toPolicy = (policy: z.infer<typeof passwordPolicy>): PasswordPolicy => ({
  minimumLength: policy.MinimumLength,
  requireLowercase: policy.RequireLowercase,
  requireUppercase: policy.RequireUppercase,
  requireNumbers: policy.RequireNumbers,
  requireSymbols: policy.RequireSymbols,
});

/** Cognito sends the codes of forgotten passwords by the template of verifications. Both spellings of it must be the same; without
 * either Cognito has words of its own.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-templates.html */
const codeMailOf = (properties: z.infer<typeof poolProperties>): Pick<Pool, 'codeMail'> => {
  const { EmailMessage: message = properties.EmailVerificationMessage, EmailSubject } =
    properties.VerificationMessageTemplate ?? {};
  const subject = EmailSubject ?? properties.EmailVerificationSubject ?? 'Your verification code';
  return message === undefined ? {} : { codeMail: { subject, message } };
};

const poolType = ({ engine, pools }: Cognito) =>
  resourceType({
    properties: poolProperties,
    provision: async (properties, resource: ResourceContext) => {
      const id = `${engine.region}_${stableId(`${resource.stackName}/${resource.logicalId}`, 9)}`;
      const arn = `arn:aws:cognito-idp:${engine.region}:${engine.accountId}:userpool/${id}`;
      const issuer = `${engine.awsOrigin().replace('127.0.0.1', 'localhost')}/${id}`;
      pools.add({
        id,
        arn,
        name: properties.UserPoolName ?? resource.generatedName(128),
        issuer,
        key: await poolKey(engine.store, id),
        passwordPolicy: toPolicy(properties.Policies?.PasswordPolicy ?? DEFAULT_POLICY),
        ...codeMailOf(properties),
        selfSignUp: properties.AdminCreateUserConfig?.AllowAdminCreateUserOnly === false,
        usernameIsEmail: properties.UsernameAttributes?.includes('email') ?? false,
        createdAt: engine.now(),
        clients: new Map(),
        looks: new Map(),
      });
      const providerName = `cognito-idp.${engine.region}.amazonaws.com/${id}`;
      return {
        ref: id,
        attributes: { Arn: arn, ProviderName: providerName, ProviderURL: issuer, UserPoolId: id },
      };
    },
  });

const domainType = ({ engine, pools }: Cognito) =>
  resourceType({
    properties: z.strictObject({
      Domain: z.string(),
      UserPoolId: z.string(),
      ManagedLoginVersion: ignored,
    }),
    provision: ({ Domain, UserPoolId }) => {
      const taken = pools.withDomain()?.domain;
      if (taken !== undefined && taken !== Domain) {
        throw new EngineError(`user pool domain ${Domain}: ${taken} is there already, and only one is emulated`);
      }
      pools.get(UserPoolId).domain = Domain;
      engine.mapHost(`${Domain}.auth.${engine.region}.amazoncognito.com`, 'aws');
      return { ref: Domain };
    },
  });

const groupType = ({ pools, users }: Cognito) =>
  resourceType({
    properties: z.strictObject({
      GroupName: z.string().optional(),
      UserPoolId: z.string(),
      Description: z.string().optional(),
      Precedence: z.coerce.number().optional(),
      RoleArn: ignored,
    }),
    provision: ({ GroupName, UserPoolId, Description, Precedence }, resource) => {
      const name = GroupName ?? resource.generatedName(128);
      users.putGroup(pools.get(UserPoolId).id, {
        name,
        ...(Description !== undefined && { description: Description }),
        ...(Precedence !== undefined && { precedence: Precedence }),
      });
      return { ref: name };
    },
  });

/** The resource types of user pools.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Cognito.html */
export const resourceTypes = (cognito: Cognito): Record<string, ResourceType> => ({
  'AWS::Cognito::UserPool': poolType(cognito),
  'AWS::Cognito::UserPoolClient': clientType(cognito),
  'AWS::Cognito::UserPoolDomain': domainType(cognito),
  'AWS::Cognito::UserPoolGroup': groupType(cognito),
  'AWS::Cognito::UserPoolUICustomizationAttachment': customizationType(cognito),
});
