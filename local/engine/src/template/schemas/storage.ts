import { list, members, oneOf, type TypeSchemas, text } from './schema.ts';

/** Buckets, tables and mails. */
export const storage: TypeSchemas = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  'AWS::S3::Bucket': {
    properties: {
      BucketName: {
        ...{ ...text(63, '^[a-z0-9][a-z0-9.-]*[a-z0-9]$'), minLength: 3 },
        not: {
          pattern: '^(\\d+\\.\\d+\\.\\d+\\.\\d+|xn--.*|sthree-.*|amzn-s3-demo-.*|.*-s3alias|.*--ol-s3|.*\\.\\..*)$',
        },
      },
      BucketEncryption: members({
        ServerSideEncryptionConfiguration: list(
          members({
            ServerSideEncryptionByDefault: members({ SSEAlgorithm: oneOf('AES256', 'aws:kms', 'aws:kms:dsse') }),
          }),
        ),
      }),
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
      LifecycleConfiguration: members({
        Rules: list(
          members(
            { ExpirationInDays: { type: 'integer', minimum: 1 }, Status: oneOf('Enabled', 'Disabled') },
            {
              required: ['Status'],
              anyOf: [
                'AbortIncompleteMultipartUpload',
                'ExpirationDate',
                'ExpirationInDays',
                'ExpiredObjectDeleteMarker',
                'NoncurrentVersionExpiration',
                'NoncurrentVersionExpirationInDays',
                'NoncurrentVersionTransition',
                'NoncurrentVersionTransitions',
                'Transition',
                'Transitions',
              ].map((action) => ({ required: [action] })),
            },
          ),
        ),
      }),
    },
  },
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
  'AWS::DynamoDB::Table': {
    properties: {
      TableClass: oneOf('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
      TimeToLiveSpecification: members(
        { AttributeName: { type: 'string', minLength: 1, maxLength: 255 } },
        { anyOf: [{ required: ['AttributeName'] }, { properties: { Enabled: { const: false } } }] },
      ),
    },
  },
  // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html
  'AWS::SES::ConfigurationSet': {
    properties: {
      Name: text(64, '^[a-zA-Z0-9_-]+$'),
      DeliveryOptions: members({ TlsPolicy: oneOf('REQUIRE', 'OPTIONAL') }),
    },
  },
  // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CloudWatchDimensionConfiguration.html
  'AWS::SES::ConfigurationSetEventDestination': {
    properties: {
      EventDestination: members({
        Name: text(64, '^[a-zA-Z0-9_-]+$'),
        CloudWatchDestination: members({
          DimensionConfigurations: list(
            members({
              DimensionName: text(256, '^[a-zA-Z0-9_:-]+$'),
              DefaultDimensionValue: text(256, '^[a-zA-Z0-9_.@-]+$'),
              DimensionValueSource: oneOf('messageTag', 'emailHeader', 'linkTag'),
            }),
          ),
        }),
      }),
    },
  },
  // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html
  'AWS::SES::EmailIdentity': {
    properties: { EmailIdentity: { type: 'string', pattern: '^([^\\s@]+@)?[^\\s@]+\\.[^\\s@]+$' } },
  },
};
