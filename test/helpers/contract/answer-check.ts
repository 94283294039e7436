import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { closed, sayFaults } from './closed.ts';

/** An answer of the API, as a client saw it. */
export interface SeenAnswer {
  readonly method: string;
  /** Below the API's stage, without a query: `/orders/7K3M-9QXT-2V5H-A1BC`. */
  readonly path: string;
  readonly status: number;
  /** Empty where the answer has none. */
  readonly contentType: string;
  readonly text: string;
}

const answerSchema = z.object({ content: z.record(z.string(), z.unknown()).optional() });
const answersSchema = z.record(z.string(), z.union([z.object({ $ref: z.string() }), answerSchema]));
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: answersSchema }))),
  components: z.looseObject({ responses: z.record(z.string(), answerSchema) }),
});

/** A call with its answers, each as a pointer into the document and its content types. */
interface Call {
  /** `GET /orders/{orderId}` */
  readonly name: string;
  readonly method: string;
  readonly parts: readonly string[];
  readonly answers: ReadonlyMap<number, { readonly pointer: string; readonly types: readonly string[] }>;
}

/** The document's name among the schemas. */
const DOCUMENT = 'openapi.json';
const PROBLEM = `${DOCUMENT}#/components/schemas/Problem`;

/** What API Gateway answers where there is no such call. */
const NO_SUCH_CALL: readonly number[] = [403, 404];

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

const partsOf = (path: string): string[] => path.split('/').slice(1);

const isParameter = (part: string): boolean => part.startsWith('{');

const parametersIn = ({ parts }: Call): number => parts.filter(isParameter).length;

/** A parameter takes any part that is not empty. */
const matches = (template: readonly string[], path: readonly string[]): boolean =>
  template.length === path.length &&
  template.every((part, index) => (isParameter(part) ? path[index] !== '' : part === path[index]));

const callsOf = ({ paths, components }: z.infer<typeof documentSchema>): Call[] => {
  const answerAt = (status: string, answer: z.infer<typeof answersSchema>[string], pointer: string) => {
    const name = '$ref' in answer ? answer.$ref.replace(/^.*\//, '') : undefined;
    const found = '$ref' in answer ? components.responses[name ?? ''] : answer;
    const at = name === undefined ? `${pointer}/${status}` : `/components/responses/${name}`;
    return [Number(status), { pointer: at, types: Object.keys(found?.content ?? {}) }] as const;
  };
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      parts: partsOf(path),
      answers: new Map(
        Object.entries(responses).map(([status, answer]) =>
          answerAt(status, answer, `/paths/${escaped(path)}/${method}/responses`),
        ),
      ),
    })),
  );
  // Names win over parameters, as with API Gateway.
  return calls.toSorted((a, b) => parametersIn(a) - parametersIn(b));
};

/** The check of bodies against what a pointer into the document names; compiled once, when first needed. */
const createBodyCheck = (openApi: z.infer<typeof documentSchema>) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { date: true, uri: URL.canParse } });
  ajv.addSchema(closed(openApi), DOCUMENT);
  const compiled = new Map<string, ValidateFunction>();
  return ($ref: string, text: string): string | undefined => {
    const validate = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, validate);
    try {
      return validate(JSON.parse(text)) ? undefined : sayFaults(validate.errors, 'body');
    } catch {
      return 'the body is not JSON';
    }
  };
};

/** Makes the check of answers against an OpenAPI document: it gives what is wrong with one, or undefined. Members that the
 * document does not name are wrong. */
export const createAnswerCheck = (document: unknown) => {
  const openApi = documentSchema.parse(document);
  const calls = callsOf(openApi);
  const checkBody = createBodyCheck(openApi);

  const faultOf = ({ answers }: Call, { status, contentType, text }: SeenAnswer): string | undefined => {
    const answer = answers.get(status);
    if (!answer) return 'the call has no such status';
    if (answer.types.length === 0) return text === '' ? undefined : 'has a body, and should have none';
    if (!answer.types.includes(contentType)) return `is ${contentType || 'of no type'}, not ${answer.types.join()}`;
    return checkBody(`${DOCUMENT}#${answer.pointer}/content/${escaped(contentType)}/schema`, text);
  };

  return (seen: SeenAnswer): string | undefined => {
    const { method, path, status, text } = seen;
    const call = calls.find((each) => each.method === method && matches(each.parts, partsOf(path)));
    if (!call && !NO_SUCH_CALL.includes(status)) return `${method} ${path}: ${status}: the contract has no such call`;
    const fault = call ? faultOf(call, seen) : checkBody(PROBLEM, text);
    return fault && `${call?.name ?? `${method} ${path}`}: ${status}: ${fault}`;
  };
};
