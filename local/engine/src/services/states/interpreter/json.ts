import { EvaluationError } from '../jsonata/expression.ts';

/** A value as JSON. Throws EvaluationError for what JSON cannot hold. */
export const toJson = (value: unknown, location: string): string => {
  try {
    const json = JSON.stringify(value);
    if (json !== undefined) return json;
  } catch {
    // A function within the value refers to itself.
  }
  throw new EvaluationError(`The field '${location}' returned an unsupported result type.`, location);
};

/** Parses JSON texts, each only once for as long as the same is asked for. */
export const createParser = (): ((text: string) => unknown) => {
  let last: { readonly text: string; readonly value: unknown } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: JSON.parse(text) };
    return last.value;
  };
};
