import * as z from 'zod';
import { operation } from '../../../service.ts';
import { on, type Ses } from '../context.ts';
import { alreadyExists, badRequest, notFound } from '../errors.ts';
import type { EventDestination } from '../outcomes/destinations.ts';
import { type EventType, eventTypes } from '../outcomes/event-types.ts';

const bySet = z.looseObject({ ConfigurationSetName: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });
const byName = bySet.extend({ EventDestinationName: z.string() });
const definition = z.looseObject({
  Enabled: z.boolean().optional(),
  MatchingEventTypes: z.array(z.string()).optional(),
  SnsDestination: z.looseObject({ TopicArn: z.string() }).optional(),
  EventBridgeDestination: z.looseObject({ EventBusArn: z.string() }).optional(),
  CloudWatchDestination: z.looseObject({}).optional(),
  KinesisFirehoseDestination: z.unknown().optional(),
  PinpointDestination: z.unknown().optional(),
});
const withDefinition = byName.extend({ EventDestination: definition });

/** A configuration set has at most ten. https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_DESTINATIONS = 10;

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSetEventDestination.html and its neighbours */
export const eventDestinationOperations = ({ registry, transport }: Ses) => {
  const { eventDestinations: destinations, arnOf } = registry;
  const findSet = (set: string): void => {
    if (!registry.configurationSets.has(set)) throw notFound(`Configuration set <${set}> does not exist.`);
  };
  const findDestination = (set: string, name: string): void => {
    findSet(set);
    if (!destinations.find(set, name)) {
      throw notFound(`Event destination <${name}> does not exist in configuration set <${set}>.`);
    }
  };
  const access =
    (action: string) =>
    <I extends z.infer<typeof bySet>>(input: I) =>
      on(action, arnOf('configuration-set', input.ConfigurationSetName));
  const put = async ({ ConfigurationSetName: set, ...rest }: z.infer<typeof withDefinition>): Promise<object> => {
    const destination = read(rest.EventDestinationName, rest.EventDestination);
    await transport.check(destination, arnOf('configuration-set', set));
    destinations.put(set, destination);
    return {};
  };
  return {
    CreateConfigurationSetEventDestination: operation({
      input: withDefinition,
      access: access('CreateConfigurationSetEventDestination'),
      run: (input) => {
        const { ConfigurationSetName: set, EventDestinationName: name } = input;
        findSet(set);
        if (destinations.find(set, name)) {
          throw alreadyExists(`Event destination <${name}> already exists in configuration set <${set}>.`);
        }
        if (destinations.list(set).length >= MAX_DESTINATIONS) {
          throw badRequest(`Configuration set <${set}> has ${MAX_DESTINATIONS} event destinations already.`);
        }
        return put(input);
      },
    }),
    GetConfigurationSetEventDestinations: operation({
      input: bySet,
      access: access('GetConfigurationSetEventDestinations'),
      run: ({ ConfigurationSetName }) => {
        findSet(ConfigurationSetName);
        return { EventDestinations: destinations.list(ConfigurationSetName).map(describe) };
      },
    }),
    UpdateConfigurationSetEventDestination: operation({
      input: withDefinition,
      access: access('UpdateConfigurationSetEventDestination'),
      run: (input) => {
        findDestination(input.ConfigurationSetName, input.EventDestinationName);
        return put(input);
      },
    }),
    DeleteConfigurationSetEventDestination: operation({
      input: byName,
      access: access('DeleteConfigurationSetEventDestination'),
      run: ({ ConfigurationSetName, EventDestinationName }) => {
        findDestination(ConfigurationSetName, EventDestinationName);
        destinations.remove(ConfigurationSetName, EventDestinationName);
        return {};
      },
    }),
  };
};

/** Throws BadRequestException. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventDestinationDefinition.html */
const read = (name: string, given: z.infer<typeof definition>): EventDestination => {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) throw badRequest(`Event destination name <${name}> is invalid.`);
  if (given.KinesisFirehoseDestination !== undefined || given.PinpointDestination !== undefined) {
    throw badRequest('Only SNS, EventBridge and CloudWatch destinations are emulated.');
  }
  const { SnsDestination: sns, EventBridgeDestination: bridge, CloudWatchDestination: cloudWatch } = given;
  if ([sns, bridge, cloudWatch].filter((place) => place !== undefined).length !== 1) {
    throw badRequest('An event destination has one destination, and only one.');
  }
  return {
    name,
    enabled: given.Enabled ?? false,
    types: typesOf(given.MatchingEventTypes ?? []),
    ...(sns && { topicArn: sns.TopicArn }),
    ...(bridge && { busArn: bridge.EventBusArn }),
    ...(cloudWatch && { cloudWatch }),
  };
};

const typesOf = (given: readonly string[]): readonly EventType[] => {
  const unknown = given.find((type) => !(eventTypes as readonly string[]).includes(type));
  if (unknown !== undefined) {
    throw badRequest(`Matching event type '${unknown}' is none of ${eventTypes.join(', ')}.`);
  }
  if (given.length === 0) throw badRequest('An event destination has at least one matching event type.');
  return given as EventType[];
};

const describe = ({ name, enabled, types, topicArn, busArn, cloudWatch }: EventDestination) => ({
  Name: name,
  Enabled: enabled,
  MatchingEventTypes: types,
  ...(topicArn !== undefined && { SnsDestination: { TopicArn: topicArn } }),
  ...(busArn !== undefined && { EventBridgeDestination: { EventBusArn: busArn } }),
  ...(cloudWatch !== undefined && { CloudWatchDestination: cloudWatch }),
});
