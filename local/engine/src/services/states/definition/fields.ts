import { DefinitionError } from '../definition-error.ts';
import { compileTemplate, type Template } from '../jsonata/template.ts';
import type { Catcher, Transform } from './machine.ts';
import type { Retrier, StateDefinition } from './schema.ts';

/** Compiles a field. Throws DefinitionError where an expression does not parse. */
export const template = (value: unknown, path: string, location: string): Template => {
  try {
    return compileTemplate(value, path);
  } catch (error) {
    const { message } = Object(error) as { message?: string };
    throw new DefinitionError('INVALID_JSONATA_EXPRESSION', message ?? String(error), `${location}/${path}`);
  }
};

interface TransformSource {
  readonly Output?: unknown;
  readonly Assign?: unknown;
}

/** The members of a state that transform. */
export const transformOf = (state: StateDefinition): TransformSource => ({
  ...('Output' in state && { Output: state.Output }),
  ...('Assign' in state && { Assign: state.Assign }),
});

/** Compiles Output and Assign. */
export const transform = (source: TransformSource, prefix: string, location: string): Transform => ({
  ...(source.Output !== undefined && { output: template(source.Output, `${prefix}Output`, location) }),
  ...(source.Assign !== undefined && { assign: template(source.Assign, `${prefix}Assign`, location) }),
});

/** Compiles a catcher. */
export const compileCatcher = (
  catcher: { ErrorEquals: string[]; Next: string; Output?: unknown; Assign?: unknown },
  index: number,
  location: string,
): Catcher => ({
  errorEquals: catcher.ErrorEquals,
  next: catcher.Next,
  ...transform(catcher, `Catch[${index}]/`, location),
});

/** Checks what of retriers the schema cannot. */
export const checkedRetriers = (retriers: readonly Retrier[], location: string): readonly Retrier[] => {
  for (const { ErrorEquals, IntervalSeconds, MaxDelaySeconds } of retriers) {
    if (ErrorEquals.includes('States.ALL') && ErrorEquals.length > 1) {
      throw new DefinitionError(
        'SCHEMA_VALIDATION_FAILED',
        'States.ALL must stand alone in ErrorEquals',
        `${location}/Retry`,
      );
    }
    if (MaxDelaySeconds !== undefined && MaxDelaySeconds <= IntervalSeconds) {
      throw new DefinitionError(
        'SCHEMA_VALIDATION_FAILED',
        'MaxDelaySeconds must be greater than IntervalSeconds',
        `${location}/Retry`,
      );
    }
  }
  return retriers;
};
