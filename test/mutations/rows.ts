import type { Row, Rows } from './row.ts';
import { sqs } from './rows/sqs.ts';

/** Every break, by service. */
export const services: readonly Rows[] = [sqs];

/** Each row under `service: name`. */
export const named = services.flatMap(({ service, rows }) =>
  rows.map((row) => [`${service}: ${row.name}`, row] as const),
) satisfies readonly (readonly [string, Row])[];
