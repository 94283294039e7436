import {
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  DeleteConfigurationSetEventDestinationCommand,
  type EventDestinationDefinition,
  GetConfigurationSetEventDestinationsCommand,
  UpdateConfigurationSetEventDestinationCommand,
} from '@aws-sdk/client-sesv2';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { inboxOf } from '../../../src/testing/inbox.ts';
import { openMailEvents, topicPolicy } from './mail-events.ts';

const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/default';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let mails: Awaited<ReturnType<typeof openMailEvents>>;
const lines: string[] = [];
beforeAll(async () => {
  engine = await startTestEngine({ onLog: (_source, line) => void lines.push(line) });
  mails = await openMailEvents(clientSettings(engine).endpoint, 'shop', { MatchingEventTypes: ['BOUNCE'] });
});
afterAll(async () => {
  mails.close();
  await engine.dispose();
});

const define = (name: string, changes: Partial<EventDestinationDefinition> = {}, set = 'shop') => ({
  ConfigurationSetName: set,
  EventDestinationName: name,
  EventDestination: {
    Enabled: true,
    MatchingEventTypes: ['SEND', 'DELIVERY'],
    EventBridgeDestination: { EventBusArn: BUS },
    ...changes,
  } as EventDestinationDefinition,
});
const create = (...given: Parameters<typeof define>) =>
  mails.client.send(new CreateConfigurationSetEventDestinationCommand(define(...given)));
const list = async (ConfigurationSetName = 'shop') =>
  (await mails.client.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName })))
    .EventDestinations;

describe('event destinations', () => {
  it('are made once, listed, replaced and deleted', async () => {
    await create('bus');
    await expect(create('bus')).rejects.toMatchObject({ name: 'AlreadyExistsException' });
    expect(await list()).toEqual([
      {
        Name: 'bus',
        Enabled: true,
        MatchingEventTypes: ['SEND', 'DELIVERY'],
        EventBridgeDestination: { EventBusArn: BUS },
      },
      expect.objectContaining({ Name: 'topic', SnsDestination: { TopicArn: mails.topicArn } }),
    ]);
    const changed = define('bus', {
      Enabled: false,
      EventBridgeDestination: undefined,
      CloudWatchDestination: {
        DimensionConfigurations: [
          { DimensionName: 'set', DimensionValueSource: 'MESSAGE_TAG', DefaultDimensionValue: 'none' },
        ],
      },
    });
    await mails.client.send(new UpdateConfigurationSetEventDestinationCommand(changed));
    expect((await list())?.[0]).toMatchObject({
      Enabled: false,
      CloudWatchDestination: { DimensionConfigurations: [{ DimensionName: 'set' }] },
    });
    const bus = { ConfigurationSetName: 'shop', EventDestinationName: 'bus' };
    await mails.client.send(new DeleteConfigurationSetEventDestinationCommand(bus));
    expect((await list())?.map(({ Name }) => Name)).toEqual(['topic']);
    const gone = { name: 'NotFoundException' };
    await expect(mails.client.send(new DeleteConfigurationSetEventDestinationCommand(bus))).rejects.toMatchObject(gone);
    await expect(
      mails.client.send(new UpdateConfigurationSetEventDestinationCommand(define('bus'))),
    ).rejects.toMatchObject(gone);
    await expect(create('bus', {}, 'nothing')).rejects.toMatchObject(gone);
    await expect(list('nothing')).rejects.toMatchObject(gone);
  });

  it.each([
    ['a type that there is not', { MatchingEventTypes: ['READ' as 'SEND'] }, 'READ'],
    ['no type', { MatchingEventTypes: [] }, 'matching event type'],
    ['no place', { EventBridgeDestination: undefined }, 'one destination'],
    ['two places', { SnsDestination: { TopicArn: 'arn:aws:sns:us-east-1:000000000000:shop' } }, 'one destination'],
    ['another bus', { EventBridgeDestination: { EventBusArn: `${BUS}s` } }, 'default event bus'],
    [
      'a topic that there is not',
      {
        EventBridgeDestination: undefined,
        SnsDestination: { TopicArn: 'arn:aws:sns:us-east-1:000000000000:nothing' },
      },
      'arn:aws:sns:us-east-1:000000000000:nothing',
    ],
  ])('are refused with %s', async (_what, changes, message) => {
    await expect(create('wrong', changes)).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining(message),
    });
  });

  it('are refused where the topic’s policy lets another account or configuration set publish, or nobody', async () => {
    await mails.client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'guarded' }));
    const TopicArn = await mails.topics.create('guarded');
    const bySns = { EventBridgeDestination: undefined, SnsDestination: { TopicArn } };
    const policies = [undefined, topicPolicy(TopicArn, 'guarded', '111122223333'), topicPolicy(TopicArn, 'shop')];
    for (const policy of policies) {
      if (policy !== undefined) await allow(TopicArn, policy);
      await expect(create('topic', bySns, 'guarded')).rejects.toMatchObject({
        name: 'BadRequestException',
        message: expect.stringContaining('Access denied'),
      });
    }
    expect(await list('guarded')).toEqual([]);
    await allow(TopicArn, topicPolicy(TopicArn, 'guarded'));
    await create('topic', bySns, 'guarded');
    expect(await list('guarded')).toHaveLength(1);
  });

  const allow = (TopicArn: string, AttributeValue: string) =>
    mails.topics.client.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
});

describe('events', () => {
  it('go to destinations that ask for their type and are enabled', async () => {
    const bounced = await mails.send('bounce@simulator.amazonses.com');
    expect((await mails.eventsOf(bounced, 1)).map(({ eventType }) => eventType)).toEqual(['Bounce']);
    const disabled = define('topic', {
      Enabled: false,
      MatchingEventTypes: ['BOUNCE'],
      EventBridgeDestination: undefined,
      SnsDestination: { TopicArn: mails.topicArn },
    });
    await mails.client.send(new UpdateConfigurationSetEventDestinationCommand(disabled));
    const silent = await mails.send('bounce+2@simulator.amazonses.com');
    await until('it bounced', async () => {
      const [mail] = await inboxOf(engine).mails('bounce+2@simulator.amazonses.com');
      return mail?.outcomes.some(({ event }) => event === 'Bounce');
    });
    expect((await mails.events()).filter(({ mail }) => mail.messageId === silent)).toEqual([]);
  });

  it('are lost, and the log says why, where the topic’s policy does not let SES publish any more', async () => {
    const set = await openMailEvents(clientSettings(engine).endpoint, 'closed');
    await set.topics.client.send(
      new SetTopicAttributesCommand({
        TopicArn: set.topicArn,
        AttributeName: 'Policy',
        AttributeValue: topicPolicy(set.topicArn, 'shop'),
      }),
    );
    const messageId = await set.send('john@example.org');
    await until('the log says so', () =>
      lines.find((line) => line.includes(messageId) && line.includes('not published') && line.includes('sns:Publish')),
    );
    set.close();
  });
});
