import jsonata from 'jsonata';
import { registerFunctions } from './functions.ts';

/** An expression or a field that could not be evaluated: the state fails with States.QueryEvaluationError. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  /** The field, as `Output/total`; absent where the service names none. */
  readonly location: string | undefined;

  constructor(message: string, location?: string) {
    super(message);
    this.location = location;
  }
}

/** What an expression sees: `$states` and the variables in scope. */
export type Bindings = Readonly<Record<string, unknown>>;

/** A compiled `{% ... %}`. */
export interface Expression {
  readonly text: string;
  evaluate(bindings: Bindings, location: string): Promise<unknown>;
}

/** An expression may not hold up the event loop: what takes longer than this (milliseconds) or recurses deeper fails. */
const GUARDRAILS = { timeout: 2_000, stack: 500 };
const cache = new Map<string, Expression>();

/** Compiles the text between `{%` and `%}`, once for each text. Throws JSONata's error where it does not parse. */
export const compileExpression = (text: string): Expression => {
  const cached = cache.get(text);
  if (cached) return cached;
  const compiled = jsonata(text, GUARDRAILS);
  registerFunctions(compiled);
  const expression: Expression = {
    text,
    evaluate: async (bindings, location) => {
      let result: unknown;
      try {
        result = await compiled.evaluate(undefined, bindings);
      } catch (error) {
        throw new EvaluationError(
          `${describe(text, location)} threw an error during evaluation. ${reason(error)}`,
          location,
        );
      }
      if (result === undefined) {
        throw new EvaluationError(`${describe(text, location)} returned nothing (undefined).`, location);
      }
      if (isFunction(result)) {
        throw new EvaluationError(`${describe(text, location)} returned an unsupported result type.`, location);
      }
      return result;
    },
  };
  cache.set(text, expression);
  return expression;
};

/** The words in which the service speaks of an expression. */
export const describe = (text: string, location: string): string =>
  `The JSONata expression '${text}' specified for the field '${location}'`;

const isFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value));

const reason = (error: unknown): string => {
  if (!(error instanceof Error)) {
    const { code, message } = Object(error) as { code?: string; message?: string };
    return code ? `${code}: ${message ?? ''}` : String(message ?? error);
  }
  return 'code' in error ? `${String(error.code)}: ${error.message}` : error.message;
};
