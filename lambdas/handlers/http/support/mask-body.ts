import type { APIGatewayProxyResult } from 'aws-lambda';
import { maskAnswer } from '../../../core/support/masking.ts';
import { parseJson } from '../request.ts';

/** An answer as those see it who read and do not act. It is masked whole, so that no call can forget it. */
export const maskBody = (answer: APIGatewayProxyResult): APIGatewayProxyResult => ({
  ...answer,
  body: answer.body === '' ? '' : JSON.stringify(maskAnswer(parseJson(answer.body))),
});
