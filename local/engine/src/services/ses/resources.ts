import * as z from 'zod';
import { ignored } from '../../kit/properties.ts';
import { resourceType } from '../../service.ts';
import type { Ses } from './context.ts';

/** Identities count as verified, and what becomes of a mail (bounces, complaints) cannot happen here.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SES.html */
export const sesResourceTypes = ({ registry }: Ses) => ({
  'AWS::SES::EmailIdentity': resourceType({
    properties: z.strictObject({
      EmailIdentity: z.string().min(1),
      ConfigurationSetAttributes: ignored,
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
  }),
  'AWS::SES::ConfigurationSet': resourceType({
    properties: z.strictObject({
      Name: z.string().optional(),
      DeliveryOptions: ignored,
      ReputationOptions: ignored,
      SendingOptions: ignored,
      SuppressionOptions: ignored,
      TrackingOptions: ignored,
      VdmOptions: ignored,
      Tags: ignored,
    }),
    provision: ({ Name }, resource) => {
      const name = Name ?? resource.generatedName(64);
      if (resource.previous && resource.previous.ref !== name) registry.configurationSets.remove(resource.previous.ref);
      registry.configurationSets.add(name);
      return { ref: name };
    },
    remove: (ref) => void registry.configurationSets.remove(ref),
  }),
  'AWS::SES::ConfigurationSetEventDestination': resourceType({
    properties: z.strictObject({ ConfigurationSetName: z.string(), EventDestination: z.unknown() }),
    provision: (_properties, { logicalId }) => ({ ref: logicalId }),
  }),
});
