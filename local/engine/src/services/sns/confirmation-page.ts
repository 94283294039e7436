import { AwsError } from '../../aws-error.ts';
import { writeResponse } from '../../http.ts';
import { escapeHtml } from '../../kit/escape.ts';
import { toolPage } from '../../kit/tool-page.ts';
import type { Engine, HttpResponse, Mount } from '../../service.ts';
import { CONFIRMATION_PATH } from './mail.ts';

/** What the link of a confirmation mail opens; as on AWS, whoever has the token may confirm. */
export const confirmationPage = (engine: Engine): Mount => ({
  matches: (method, path) => method === 'GET' && path === CONFIRMATION_PATH,
  handle: async ({ url = '/' }, response) => {
    const query = new URL(url, 'http://localhost').searchParams;
    writeResponse(response, await confirm(engine, query.get('TopicArn') ?? '', query.get('Token') ?? ''));
  },
});

const confirm = async (engine: Engine, TopicArn: string, Token: string): Promise<HttpResponse> => {
  const reader = { kind: 'operator', arn: `arn:aws:iam::${engine.accountId}:root` } as const;
  try {
    const { SubscriptionArn } = await engine.call<{ SubscriptionArn: string }>(reader, 'sns', 'ConfirmSubscription', {
      TopicArn,
      Token,
    });
    const name = escapeHtml(SubscriptionArn);
    return toolPage('Subscription confirmed', `<h1>Subscription confirmed</h1>\n<p>Its id is ${name}.</p>`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return toolPage('Not confirmed', `<h1>Not confirmed</h1>\n<p role="alert">${escapeHtml(error.message)}</p>`, 400);
  }
};
