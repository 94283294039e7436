import { expect, it } from 'vitest';
import { until } from '../../../src/testing/engine.ts';
import { openFolder } from '../child-folder.ts';
import { createQueueClient } from '../sqs/queue-client.ts';
import { type MailEvent, openMailEvents } from './mail-events.ts';

it('a mail that was taken before a kill -9 has all its events, after the restart if need be', async ({
  onTestFinished,
}) => {
  const { engine, restart } = await openFolder(onTestFinished);
  const mails = await openMailEvents(engine.awsOrigin, 'shop');
  const taken: string[] = [];
  const sender = async (name: number): Promise<void> => {
    for (let index = 0; ; index += 1)
      taken.push(await mails.send(`complaint+${name}-${index}@simulator.amazonses.com`));
  };
  const senders = Promise.allSettled([0, 1, 2, 3].map(sender));
  await until('some are taken', () => taken.length >= 100);
  await engine.kill();
  await senders;
  mails.close();

  const { awsOrigin } = await restart();
  const queues = createQueueClient(awsOrigin);
  const url = new URL(mails.queue);
  url.host = new URL(awsOrigin).host;
  const heard = new Map<string, Set<string>>();
  await until('every event of every mail has come', async () => {
    for (const { Body = '' } of await queues.receive(url.href, { WaitTimeSeconds: 1 })) {
      if (!Body.startsWith('{')) continue;
      const { eventType, mail } = JSON.parse(Body) as MailEvent;
      heard.set(mail.messageId, (heard.get(mail.messageId) ?? new Set()).add(eventType));
    }
    return taken.every((messageId) => heard.get(messageId)?.size === 3);
  });
  expect([...(heard.get(taken.at(-1) ?? '') ?? [])].sort()).toEqual(['Complaint', 'Delivery', 'Send']);
});
