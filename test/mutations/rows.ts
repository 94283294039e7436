import type { Row, Rows } from './row.ts';
import { apigateway } from './rows/apigateway.ts';
import { cloudfront } from './rows/cloudfront.ts';
import { cognito } from './rows/cognito.ts';
import { dynamodb } from './rows/dynamodb.ts';
import { events } from './rows/events.ts';
import { iam } from './rows/iam.ts';
import { kms } from './rows/kms.ts';
import { lambda } from './rows/lambda.ts';
import { logs } from './rows/logs.ts';
import { pipes } from './rows/pipes.ts';
import { s3 } from './rows/s3.ts';
import { ses } from './rows/ses.ts';
import { sns } from './rows/sns.ts';
import { sqs } from './rows/sqs.ts';
import { states } from './rows/states.ts';
import { template } from './rows/template.ts';
import { unnoticed } from './unnoticed.ts';

/** Every break, by service. */
const services: readonly Rows[] = [
  ...[template, iam, kms, sqs, sns, events, pipes, lambda, states],
  ...[dynamodb, apigateway, cognito, cloudfront, s3, ses, logs],
];

/** Each row under `service: name`. */
export const named: readonly (readonly [name: string, row: Row])[] = services.flatMap(({ service, rows }) =>
  rows.map((row) => {
    const name = `${service}: ${row.name}`;
    const why = unnoticed[name];
    return [name, why === undefined ? row : { ...row, unnoticed: why }] as const;
  }),
);
