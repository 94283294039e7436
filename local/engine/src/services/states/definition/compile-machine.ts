import type * as z from 'zod';
import { DefinitionError } from '../definition-error.ts';
import { compileState, notEmulated, type Scope } from './compile-state.ts';
import type { Machine, State } from './machine.ts';
import { machineSchema, type StateDefinition, stateSchema } from './schema.ts';

/** Compiles a definition. Throws DefinitionError for what is wrong with it or is not emulated. */
export const compileMachine = (
  definition: unknown,
  scope: Scope = { jsonata: false, assigned: new Set(), location: '/' },
): Machine => {
  const machine = check(machineSchema, definition, scope.location);
  const jsonata = machine.QueryLanguage ? machine.QueryLanguage === 'JSONata' : scope.jsonata;
  if (machine.ProcessorConfig?.Mode === 'DISTRIBUTED') {
    throw notEmulated(
      'Distributed Map states are not emulated locally: use ProcessorConfig.Mode INLINE',
      scope.location,
    );
  }
  const definitions = Object.entries(machine.States).map(([name, value]) => {
    const location = `${scope.location === '/' ? '' : scope.location}/States/${name}`;
    return [name, check(stateSchema, value, location), location] as const;
  });
  const own = definitions.map(([, state, location]) => assignedNames(state, scope.assigned, location));
  /** A catcher of a container assigns once what is inside has ended: the inside may assign the same name. */
  const outside = (index: number): ReadonlySet<string> =>
    new Set([...scope.assigned, ...own.flatMap(({ all, ownScope }, at) => (at === index ? ownScope : all))]);
  const states = new Map(
    definitions.map(([name, state, location], index) => [
      name,
      compileState(name, state, { jsonata, assigned: outside(index), location }, compileMachine),
    ]),
  );
  checkTargets(machine.StartAt, states, scope.location);
  return { startAt: machine.StartAt, states, timeoutSeconds: machine.TimeoutSeconds };
};

const check = <S extends z.ZodType>(schema: S, value: unknown, location: string): z.output<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [location === '/' ? '' : location, ...(issue?.path.map(String) ?? [])].join('/');
  throw new DefinitionError('SCHEMA_VALIDATION_FAILED', issue?.message ?? 'invalid', path || '/');
};

/** The names that a state assigns: all, and those besides its catchers'. */
const assignedNames = (state: StateDefinition, outer: ReadonlySet<string>, location: string) => {
  const own = 'Assign' in state ? [state.Assign] : [];
  const handlers = 'Catch' in state ? (state.Catch ?? []).map((catcher) => catcher.Assign) : [];
  const rules = state.Type === 'Choice' ? state.Choices.map((rule) => rule.Assign) : [];
  const namesOf = (assigns: readonly (object | undefined)[]): string[] =>
    assigns.flatMap((assign) => Object.keys(assign ?? {}));
  const ownScope = namesOf([...own, ...rules]);
  const all = [...ownScope, ...namesOf(handlers)];
  for (const name of all) {
    if (name === 'states' || !/^[\p{ID_Start}_$][\p{ID_Continue}$]{0,79}$/u.test(name)) {
      throw new DefinitionError('INVALID_VARIABLE_NAME', `'${name}' is not a variable name`, `${location}/Assign`);
    }
    if (outer.has(name)) {
      const message = `The variable '${name}' is assigned in an outer scope; an inner scope cannot assign it`;
      throw new DefinitionError('VARIABLE_SCOPE', message, `${location}/Assign`);
    }
  }
  return { all, ownScope };
};

const checkTargets = (startAt: string, states: ReadonlyMap<string, State>, location: string): void => {
  const targets = [...states.values()].flatMap((state) => [
    ...(state.next === undefined ? [] : [state.next]),
    ...state.catchers.map((catcher) => catcher.next),
    ...(state.type === 'Choice' ? state.choices.map((choice) => choice.next) : []),
  ]);
  for (const target of [startAt, ...targets]) {
    if (!states.has(target)) {
      throw new DefinitionError('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${target}`, location);
    }
  }
};
