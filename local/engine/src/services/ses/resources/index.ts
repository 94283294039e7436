import * as z from 'zod';
import { ignored } from '../../../kit/properties.ts';
import { resourceType } from '../../../service.ts';
import type { Ses } from '../context.ts';
import { SUPPRESSION_REASONS } from '../registry.ts';
import { eventDestinationType } from './event-destination.ts';

/** Identities count as verified; one with a default configuration set is refused, as a mail's events would depend on it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SES.html */
export const sesResourceTypes = (ses: Ses) => ({
  'AWS::SES::EmailIdentity': identityType(ses),
  'AWS::SES::ConfigurationSet': configurationSetType(ses),
  'AWS::SES::ConfigurationSetEventDestination': eventDestinationType(ses),
});

const identityType = ({ registry }: Ses) =>
  resourceType({
    properties: z.strictObject({
      EmailIdentity: z.string().min(1),
      DkimAttributes: ignored,
      DkimSigningAttributes: ignored,
      FeedbackAttributes: ignored,
      MailFromAttributes: ignored,
      Tags: ignored,
    }),
    provision: ({ EmailIdentity }, { previous }) => {
      if (previous && previous.ref !== EmailIdentity) registry.identities.remove(previous.ref);
      registry.identities.add(EmailIdentity);
      return { ref: EmailIdentity };
    },
    remove: (ref) => void registry.identities.remove(ref),
  });

const configurationSetType = ({ registry }: Ses) =>
  resourceType({
    properties: z.strictObject({
      Name: z.string().optional(),
      DeliveryOptions: ignored,
      ReputationOptions: ignored,
      SendingOptions: ignored,
      SuppressionOptions: z
        .strictObject({ SuppressedReasons: z.array(z.enum(SUPPRESSION_REASONS)).optional() })
        .optional(),
      TrackingOptions: ignored,
      VdmOptions: ignored,
      Tags: ignored,
    }),
    provision: ({ Name, SuppressionOptions }, resource) => {
      const name = Name ?? resource.generatedName(64);
      if (resource.previous && resource.previous.ref !== name) registry.removeConfigurationSet(resource.previous.ref);
      registry.configurationSets.add(name);
      registry.setSuppressedReasons(name, SuppressionOptions?.SuppressedReasons);
      return { ref: name };
    },
    remove: (ref) => void registry.removeConfigurationSet(ref),
  });
