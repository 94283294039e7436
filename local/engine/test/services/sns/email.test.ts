import { SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { inboxOf } from '../../../src/testing/inbox.ts';
import { createTopicClient, text } from './topic-client.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let topics: ReturnType<typeof createTopicClient>;
let inbox: ReturnType<typeof inboxOf>;
beforeAll(async () => {
  engine = await startTestEngine();
  topics = createTopicClient(clientSettings(engine).endpoint);
  inbox = inboxOf(engine);
});
afterAll(() => engine.dispose());

const subscribe = async (TopicArn: string, Endpoint: string, Protocol = 'email', Attributes = {}) => {
  await topics.client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }));
  const [question] = await inbox.mails(Endpoint);
  return /http:\S+/.exec(question?.text ?? '')?.[0] ?? '';
};

it('an address that confirmed its subscription gets the text for people; one that did not gets nothing', async () => {
  const topic = await topics.create('people');
  const link = await subscribe(topic, 'jane@example.com');
  await subscribe(topic, 'silent@example.com');
  expect((await fetch(link)).status).toBe(200);
  const Message = JSON.stringify({ default: 'for programs', email: 'for people' });
  await topics.publish(topic, Message, { MessageStructure: 'json', Subject: 'News' });
  const mail = await until(
    'the mail is there',
    async () => (await inbox.mails('jane@example.com'))[1] && inbox.mails('jane@example.com'),
  );
  expect(mail[0]).toMatchObject({ subject: 'News', text: 'for people', recipients: ['jane@example.com'] });
  expect(await inbox.mails('silent@example.com')).toHaveLength(1);
});

it('a filter policy holds for mails, and email-json brings the whole notification', async () => {
  const topic = await topics.create('filtered');
  const wanted = { FilterPolicy: JSON.stringify({ eventType: ['wanted'] }) };
  await fetch(await subscribe(topic, 'json@example.com', 'email-json', wanted));
  await topics.publish(topic, 'not this', { MessageAttributes: { eventType: text('other') } });
  await topics.publish(topic, 'this', { MessageAttributes: { eventType: text('wanted') } });
  const [mail] = await until('the mail is there', async () => {
    const mails = await inbox.mails('json@example.com');
    return mails.length > 1 ? mails : undefined;
  });
  expect(mail?.subject).toBe('AWS Notification Message');
  expect(JSON.parse(mail?.text ?? '')).toMatchObject({ Type: 'Notification', Message: 'this', TopicArn: topic });
  expect(await inbox.mails('json@example.com')).toHaveLength(2);
});
