import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { EngineError } from '../../../aws-error.ts';
import { flag } from '../../../kit/properties.ts';
import { resourceType } from '../../../service.ts';
import type { Ses } from '../context.ts';
import type { EventDestination } from '../outcomes/destinations.ts';
import { EVENT_TYPES, eventTypes } from '../outcomes/event-types.ts';

const destination = z.strictObject({
  Name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,64}$/)
    .optional(),
  Enabled: flag.default(false),
  MatchingEventTypes: z.array(z.enum(eventTypes.map((type) => EVENT_TYPES[type].template))).min(1),
  SnsDestination: z.strictObject({ TopicARN: z.string() }).optional(),
  EventBridgeDestination: z.strictObject({ EventBusArn: z.string() }).optional(),
  CloudWatchDestination: z.looseObject({}).optional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationseteventdestination.html */
export const eventDestinationType = ({ registry, transport }: Ses) => {
  const { configurationSets, eventDestinations } = registry;
  const remove = (ref: string): void => {
    const [set = '', name = ''] = ref.split('|');
    eventDestinations.remove(set, name);
  };
  return resourceType({
    properties: z.strictObject({ ConfigurationSetName: z.string(), EventDestination: destination }),
    provision: async ({ ConfigurationSetName: set, EventDestination: given }, resource) => {
      if (!configurationSets.has(set)) throw new EngineError(`configuration set ${set} does not exist`);
      const found = read(given.Name || resource.generatedName(64), given);
      // What stands already was checked when it was made: a topic hears of it once, not at each start.
      if (!isDeepStrictEqual(eventDestinations.find(set, found.name), found)) {
        await transport.check(found, registry.arnOf('configuration-set', set));
        eventDestinations.put(set, found);
      }
      const ref = `${set}|${found.name}`;
      if (resource.previous && resource.previous.ref !== ref) remove(resource.previous.ref);
      return { ref, attributes: { Id: ref } };
    },
    remove,
  });
};

const read = (name: string, given: z.infer<typeof destination>): EventDestination => {
  const { SnsDestination: sns, EventBridgeDestination: bridge, CloudWatchDestination: cloudWatch } = given;
  if ([sns, bridge, cloudWatch].filter((place) => place !== undefined).length !== 1) {
    throw new EngineError('an event destination has one destination, and only one');
  }
  return {
    name,
    enabled: given.Enabled,
    types: eventTypes.filter((type) => given.MatchingEventTypes.includes(EVENT_TYPES[type].template)),
    ...(sns && { topicArn: sns.TopicARN }),
    ...(bridge && { busArn: bridge.EventBusArn }),
    ...(cloudWatch && { cloudWatch }),
  };
};
