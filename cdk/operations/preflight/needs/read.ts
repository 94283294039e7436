import * as z from 'zod';
import { textsFolder } from '../../../app.ts';
import type { StageConfig } from '../../../config.ts';
import { readTexts } from '../../../shop-texts.ts';
import type { Place } from '../place.ts';
import type { NamedTable, PoolMail, Reservation, StageNeeds } from './needs.ts';
import { resolve } from './resolve.ts';

/** A stack of a cloud assembly, as far as it is read here. */
export interface SynthesizedStack {
  readonly stackName: string;
  readonly template: unknown;
  readonly requiresBootstrapStackVersion?: number | undefined;
  readonly bootstrapStackVersionSsmParameter?: string | undefined;
}

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      DeletionPolicy: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});

const functionSchema = z.looseObject({ ReservedConcurrentExecutions: z.number().optional() });
const tableSchema = z.looseObject({
  TableName: z.unknown().optional(),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
});
const domainSchema = z.looseObject({ Domain: z.unknown().optional() });
const poolSchema = z.looseObject({
  EmailConfiguration: z
    .looseObject({ EmailSendingAccount: z.string().optional(), SourceArn: z.unknown() })
    .partial()
    .optional(),
});
const identitySchema = z.looseObject({ EmailIdentity: z.unknown().optional() });
const distributionSchema = z.looseObject({
  DistributionConfig: z.looseObject({
    Aliases: z.array(z.string()).default([]),
    ViewerCertificate: z.looseObject({ AcmCertificateArn: z.unknown() }).partial().optional(),
  }),
});

const RETAINED = ['Retain', 'RetainExceptOnCreate'];

/** What is read from: resources by type, and values as the texts that they will be. */
interface Source {
  readonly ofType: <T>(
    type: string,
    schema: z.ZodType<T>,
  ) => { readonly logicalId: string; readonly isRetained: boolean; readonly properties: T }[];
  readonly text: (value: unknown) => string | undefined;
}

/** Reads from the template what the stage needs, so that there is no second list of it. Throws where the template is none. */
export const readNeeds = (stack: SynthesizedStack, config: StageConfig, place: Place): StageNeeds => {
  const resources = Object.entries(templateSchema.parse(stack.template).Resources);
  const source: Source = {
    ofType: (type, schema) =>
      resources
        .filter(([, { Type }]) => Type === type)
        .map(([logicalId, { Properties, DeletionPolicy = '' }]) => ({
          ...{ logicalId, isRetained: RETAINED.includes(DeletionPolicy) },
          properties: schema.parse(Properties),
        })),
    text: (value) => resolve(value, stack.stackName, place),
  };
  const { requiresBootstrapStackVersion: version, bootstrapStackVersionSsmParameter: parameter } = stack;
  return {
    stage: config.stage,
    stackName: stack.stackName,
    bootstrap: version !== undefined && parameter !== undefined ? { version, parameter } : undefined,
    reservations: reservations(source),
    tables: tables(source),
    loginDomains: source
      .ofType('AWS::Cognito::UserPoolDomain', domainSchema)
      .map(({ properties }) => source.text(properties.Domain)),
    poolMails: poolMails(source),
    madeIdentities: source
      .ofType('AWS::SES::EmailIdentity', identitySchema)
      .flatMap(({ properties }) => source.text(properties.EmailIdentity) ?? []),
    sender: config.sender,
    shop: config.shop,
    texts: readTexts(textsFolder),
    ...distributions(source),
  };
};

const reservations = ({ ofType }: Source): Reservation[] =>
  ofType('AWS::Lambda::Function', functionSchema).flatMap(({ logicalId, properties }) => {
    const { ReservedConcurrentExecutions: executions } = properties;
    return executions === undefined ? [] : [{ logicalId, executions }];
  });

const tables = ({ ofType, text }: Source): NamedTable[] =>
  ofType('AWS::DynamoDB::Table', tableSchema).flatMap(({ isRetained, properties }) => {
    const name = text(properties.TableName);
    const key = properties.KeySchema.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`);
    // CloudFormation takes up what is retained and has a name that no function computes.
    return name === undefined ? [] : [{ name, key, isImportable: isRetained && name === properties.TableName }];
  });

const poolMails = ({ ofType, text }: Source): PoolMail[] =>
  ofType('AWS::Cognito::UserPool', poolSchema).map(({ properties: { EmailConfiguration } }) =>
    EmailConfiguration?.EmailSendingAccount === 'DEVELOPER'
      ? // arn:aws:ses:REGION:ACCOUNT:identity/NAME
        { by: 'SES', identity: text(EmailConfiguration.SourceArn)?.replace(/^[^/]*\//, '') }
      : { by: 'Cognito' },
  );

const distributions = ({ ofType, text }: Source): Pick<StageNeeds, 'certificates' | 'aliases'> => {
  const found = ofType('AWS::CloudFront::Distribution', distributionSchema).map(
    ({ properties }) => properties.DistributionConfig,
  );
  return {
    certificates: found.flatMap(({ Aliases: names, ViewerCertificate }) => {
      const arn = text(ViewerCertificate?.AcmCertificateArn);
      return arn === undefined ? [] : [{ arn, names }];
    }),
    aliases: found.flatMap(({ Aliases }) => Aliases),
  };
};
