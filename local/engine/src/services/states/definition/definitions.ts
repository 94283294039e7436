import { AwsError } from '../../../aws-error.ts';
import { DefinitionError } from '../definition-error.ts';
import { expressionText } from '../jsonata/template.ts';
import { LIMITS } from '../limits.ts';
import { lintDefinition } from './asl-lint.ts';
import { compileMachine } from './compile-machine.ts';
import type { Machine } from './machine.ts';
import { checkRules } from './rules.ts';

/** What is wrong with a definition, as ValidateStateMachineDefinition reports it. */
interface Diagnostic {
  readonly severity: 'ERROR';
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}

const compiled = new Map<string, Machine>();

/** The compiled form of a definition that was accepted before; compiled once for each text. */
export const machineOf = (definition: string): Machine => {
  const cached = compiled.get(definition);
  if (cached) return cached;
  const machine = compileMachine(JSON.parse(definition));
  compiled.set(definition, machine);
  return machine;
};

/** The time limit of an execution that starts or is redriven at a time: that of its definition, and a year at most. */
export const deadlineOf = (definition: string, from: number): number => {
  const { timeoutSeconds = Number.POSITIVE_INFINITY } = machineOf(definition);
  return from + Math.min(timeoutSeconds * 1000, LIMITS.executionMs);
};

/** Says what is wrong with a definition: nothing where it can run here. */
export const diagnose = (definition: string): readonly Diagnostic[] => {
  if (compiled.has(definition)) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(definition);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message: reason }];
  }
  try {
    const machine = compileMachine(parsed);
    checkRules(parsed);
    const diagnostics = lint(parsed);
    if (diagnostics.length === 0) compiled.set(definition, machine);
    return diagnostics;
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return [{ severity: 'ERROR', code: error.code, message: error.message, location: error.location }];
  }
};

/** Refuses a definition that cannot run here with InvalidDefinition. */
export const checkDefinition = (definition: string): void => {
  if (Buffer.byteLength(definition) > LIMITS.definitionBytes) {
    throw new AwsError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'longer than ${LIMITS.definitionBytes} bytes'`,
    );
  }
  const diagnostics = diagnose(definition);
  if (diagnostics.length === 0) return;
  const reasons = diagnostics.map(
    ({ code, message, location }) => `${code}: ${message}${location ? ` at ${location}` : ''}`,
  );
  throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${reasons.join(', ')}'`);
};

const lint = (definition: unknown): readonly Diagnostic[] => {
  const copy: unknown = JSON.parse(JSON.stringify(definition), withoutLiterals);
  return lintDefinition(copy).map((error) => ({
    severity: 'ERROR',
    code: error['Error code'],
    message: error.Message,
    ...(error.schemaError && { location: error.schemaError.instancePath || '/' }),
  }));
};

/** Its schema knows objects and expressions only, where the service takes any JSON value; these were compiled already. */
const withoutLiterals = (key: string, value: unknown): unknown => {
  if (key !== 'Output' && key !== 'Arguments' && key !== 'ItemSelector') return value;
  const known =
    typeof value === 'string' ? expressionText(value) !== undefined : typeof value === 'object' && value !== null;
  return known && !Array.isArray(value) ? value : {};
};
