import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { resourceType } from '../../service.ts';
import type { Cognito } from './context.ts';
import { LOWER_CASE, stableId } from './ids.ts';

const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);
const SECONDS_PER: Readonly<Record<z.infer<typeof unit>, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};

const clientProperties = z.strictObject({
  UserPoolId: z.string(),
  ClientName: z.string().optional(),
  GenerateSecret: flag.default(false),
  AllowedOAuthFlows: z.array(z.enum(['code'], 'only the authorization code flow is emulated')).default([]),
  AllowedOAuthFlowsUserPoolClient: flag.default(false),
  AllowedOAuthScopes: z.array(z.string()).default([]),
  CallbackURLs: z.array(z.string()).default([]),
  DefaultRedirectURI: ignored,
  LogoutURLs: z.array(z.string()).default([]),
  IdTokenValidity: z.coerce.number().optional(),
  AccessTokenValidity: z.coerce.number().optional(),
  RefreshTokenValidity: z.coerce.number().optional(),
  TokenValidityUnits: z
    .strictObject({ IdToken: unit.optional(), AccessToken: unit.optional(), RefreshToken: unit.optional() })
    .default({}),
  SupportedIdentityProviders: z.array(z.enum(['COGNITO'])).optional(),
  AnalyticsConfiguration: ignored,
  AuthSessionValidity: ignored,
  EnablePropagateAdditionalUserContextData: ignored,
  EnableTokenRevocation: ignored,
  ExplicitAuthFlows: z.array(z.string()).default([]),
  PreventUserExistenceErrors: ignored,
  ReadAttributes: z.array(z.string()).optional(),
  WriteAttributes: ignored,
});

/** An app client of a user pool.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html */
export const clientType = ({ engine, pools }: Cognito) =>
  resourceType({
    properties: clientProperties,
    provision: (properties, resource) => {
      const pool = pools.get(properties.UserPoolId);
      const seed = `${resource.stackName}/${resource.logicalId}`;
      const id = stableId(seed, 26, LOWER_CASE);
      const { TokenValidityUnits: units } = properties;
      if (properties.AllowedOAuthFlows.includes('code') && properties.CallbackURLs.length === 0) {
        throw new EngineError(`${resource.logicalId}: a client of the code flow needs CallbackURLs`);
      }
      const secret = properties.GenerateSecret ? stableId(`secret of ${seed}`, 32) : undefined;
      pool.clients.set(id, {
        id,
        name: properties.ClientName ?? resource.generatedName(128),
        ...(properties.ClientName !== undefined && { givenName: properties.ClientName }),
        ...(secret !== undefined && { secret }),
        callbackUrls: properties.CallbackURLs,
        logoutUrls: properties.LogoutURLs,
        scopes: properties.AllowedOAuthScopes,
        readAttributes: properties.ReadAttributes,
        passwordFlow: properties.ExplicitAuthFlows.includes('ALLOW_USER_PASSWORD_AUTH'),
        codeFlow: properties.AllowedOAuthFlowsUserPoolClient && properties.AllowedOAuthFlows.includes('code'),
        idTokenSeconds: (properties.IdTokenValidity ?? 0) * SECONDS_PER[units.IdToken ?? 'hours'] || 3600,
        accessTokenSeconds: (properties.AccessTokenValidity ?? 0) * SECONDS_PER[units.AccessToken ?? 'hours'] || 3600,
        refreshTokenSeconds:
          (properties.RefreshTokenValidity ?? 0) * SECONDS_PER[units.RefreshToken ?? 'days'] || 30 * SECONDS_PER.days,
        createdAt: engine.now(),
      });
      return {
        ref: id,
        attributes: {
          ClientId: id,
          Name: properties.ClientName ?? id,
          ...(secret !== undefined && { ClientSecret: secret }),
        },
      };
    },
  });
