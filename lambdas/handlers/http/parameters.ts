import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { problem } from './answers.ts';

/** A request that can be answered, or why it cannot. */
type ReadParameters = { ok: true; event: APIGatewayProxyEvent } | { ok: false; refusal: APIGatewayProxyResult };

/** A hostile name does not get a long answer. */
const MAX_NAME_LENGTH = 50;

const MAX_ERRORS = 20;

const faultOf = (name: string, given: readonly unknown[] | undefined, known: readonly string[]): string[] => {
  if (!known.includes(name)) return ['This call has no such parameter'];
  return (given?.length ?? 1) > 1 ? ['Given more than once'] : [];
};

/** What a client believes to have limited and has not would answer something else than it asked for. */
const checkQuery = (event: APIGatewayProxyEvent, known: readonly string[]): APIGatewayProxyResult | undefined => {
  const { queryStringParameters, multiValueQueryStringParameters } = event;
  const names = Object.keys({ ...queryStringParameters, ...multiValueQueryStringParameters });
  const errors = names.flatMap((name) =>
    faultOf(name, multiValueQueryStringParameters?.[name], known).map((message) => ({
      path: name.slice(0, MAX_NAME_LENGTH),
      message,
    })),
  );
  if (errors.length === 0) return undefined;
  const takes = known.length === 0 ? 'This call takes no parameters.' : `This call takes: ${known.join(', ')}.`;
  return problem('invalid-parameters', takes, { errors: errors.slice(0, MAX_ERRORS) });
};

/** The decoded text; undefined for what is no percent-encoding. */
const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** Checks the query against the parameters that a call knows, and decodes those of the path, which API Gateway hands on as
 * the client wrote them (https://github.com/aws/aws-sam-cli/issues/771). */
export const readParameters = (event: APIGatewayProxyEvent, known: readonly string[]): ReadParameters => {
  const refusal = checkQuery(event, known);
  if (refusal) return { ok: false, refusal };
  const pathParameters: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(event.pathParameters ?? {})) {
    const text = decoded(value);
    if (text === undefined) return { ok: false, refusal: problem('not-found', 'There is nothing at this address.') };
    pathParameters[name] = text;
  }
  return { ok: true, event: { ...event, pathParameters } };
};
