import { type Bindings, compileExpression, describe, EvaluationError, type Expression } from './expression.ts';

/** A JSON value of a definition in which whole strings of the form `{% ... %}` are expressions. */
export type Template =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly location: string }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Template])[] }
  | { readonly kind: 'array'; readonly items: readonly Template[] };

/** Compiles a field's value; `location` is its path in the state, as the service reports it. */
export const compileTemplate = (value: unknown, location: string): Template => {
  if (typeof value === 'string') {
    const text = expressionText(value);
    return text === undefined
      ? { kind: 'constant', value }
      : { kind: 'expression', expression: compileExpression(text), location };
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileTemplate(item, `${location}[${index}]`));
    return items.every(isConstant) ? { kind: 'constant', value } : { kind: 'array', items };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, compileTemplate(item, `${location}/${key}`)] as const,
    );
    return entries.every(([, item]) => isConstant(item)) ? { kind: 'constant', value } : { kind: 'object', entries };
  }
  return { kind: 'constant', value };
};

/** What stands between `{%` and `%}`; undefined where a string is not an expression. */
export const expressionText = (value: string): string | undefined =>
  value.startsWith('{%') && value.endsWith('%}') ? value.slice(2, -2).trim() : undefined;

const isConstant = (template: Template): boolean => template.kind === 'constant';

/** Evaluates a template. Throws EvaluationError. */
export const evaluateTemplate = async (template: Template, bindings: Bindings): Promise<unknown> => {
  switch (template.kind) {
    case 'constant':
      return template.value;
    case 'expression':
      return await template.expression.evaluate(bindings, template.location);
    case 'array': {
      const items: unknown[] = [];
      for (const item of template.items) items.push(await evaluateTemplate(item, bindings));
      return items;
    }
    case 'object': {
      const entries: [string, unknown][] = [];
      for (const [key, item] of template.entries) entries.push([key, await evaluateTemplate(item, bindings)]);
      return Object.fromEntries(entries);
    }
  }
};

/** The types that a field can ask of its value. */
export type JsonType = 'array' | 'boolean' | 'number' | 'string';

/** Checks the type of a field's value, in the words of the service. */
export const checkType = (value: unknown, type: JsonType, template: Template, field: string): void => {
  const actual = typeOf(value);
  if (actual === type) return;
  const subject = template.kind === 'expression' ? describe(template.expression.text, field) : `The field '${field}'`;
  throw new EvaluationError(
    `${subject} returned an unexpected result type. Expected '${type}', but was '${actual}' for value: ${JSON.stringify(value)}`,
    field,
  );
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};
