import { DefinitionError } from '../definition-error.ts';
import type { Template } from '../jsonata/template.ts';
import { parseResource } from '../tasks/resource.ts';
import { checkedRetriers, compileCatcher, template, transform, transformOf } from './fields.ts';
import type { Machine, State } from './machine.ts';
import type { StateDefinition } from './schema.ts';

/** Where in a definition a state machine or a state stands. */
export interface Scope {
  /** Of the enclosing machine: JSONata must be chosen there or in each state. */
  readonly jsonata: boolean;
  /** Names that enclosing scopes assign: an inner scope may not. */
  readonly assigned: ReadonlySet<string>;
  readonly location: string;
}

/** The refusal of what AWS offers and this engine does not. */
export const notEmulated = (message: string, location: string): DefinitionError =>
  new DefinitionError('NOT_SUPPORTED', message, location);

type Definition<T extends State['type']> = Extract<StateDefinition, { Type: T }>;
type Own<T extends State['type']> = Omit<Extract<State, { type: T }>, keyof ReturnType<typeof common> | 'type'>;
type Compiler<T extends State['type']> = (state: Definition<T>, scope: Scope, compileInner: CompileInner) => Own<T>;

/** Compiles a state machine within a state: a branch, an item processor. Throws DefinitionError. */
type CompileInner = (definition: unknown, scope: Scope) => Machine;

/** Compiles a state. Throws DefinitionError. */
export const compileState = (name: string, state: StateDefinition, scope: Scope, compileInner: CompileInner): State => {
  if (state.QueryLanguage ? state.QueryLanguage !== 'JSONata' : !scope.jsonata) {
    const message = 'only the query language JSONata is emulated locally: set "QueryLanguage": "JSONata"';
    throw notEmulated(message, scope.location);
  }
  const compile = compilers[state.Type] as Compiler<State['type']>;
  return { type: state.Type, ...common(name, state, scope.location), ...compile(state, scope, compileInner) } as State;
};

/** What every type of state has. */
const common = (name: string, state: StateDefinition, location: string) => ({
  name,
  next: state.Type === 'Choice' ? state.Default : 'Next' in state ? state.Next : undefined,
  retry: 'Retry' in state ? checkedRetriers(state.Retry ?? [], location) : [],
  catchers:
    'Catch' in state ? (state.Catch ?? []).map((catcher, index) => compileCatcher(catcher, index, location)) : [],
  ...transform(transformOf(state), '', location),
});

/** Compiles the fields that a state has, by the names of their compiled forms. */
const fields = <K extends string>(state: object, names: readonly K[], { location }: Scope) => {
  const values = state as Readonly<Record<string, unknown>>;
  const compiled = names.flatMap((name) => {
    const value = values[name];
    const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    return value === undefined ? [] : [[key, template(value, name, location)] as const];
  });
  return Object.fromEntries(compiled) as Partial<Record<Uncapitalize<K>, Template>>;
};

const compilers: { readonly [T in State['type']]: Compiler<T> } = {
  Pass: () => ({}),
  Succeed: () => ({}),
  Fail: (state, scope) => fields(state, ['Error', 'Cause'], scope),
  Task: (state, scope) => {
    if (state.Credentials !== undefined) throw notEmulated('Credentials are not emulated locally', scope.location);
    return {
      resource: parseResource(state.Resource, `${scope.location}/Resource`),
      ...fields(state, ['Arguments', 'TimeoutSeconds', 'HeartbeatSeconds'], scope),
    };
  },
  Choice: (state, { location }) => ({
    choices: state.Choices.map((rule, index) => ({
      condition: template(rule.Condition, `Choices[${index}]/Condition`, location),
      next: rule.Next,
      ...transform(rule, `Choices[${index}]/`, location),
    })),
  }),
  Wait: (state, scope) => {
    if ((state.Seconds === undefined) === (state.Timestamp === undefined)) {
      throw new DefinitionError('WAIT_DURATION', 'A Wait state needs one of Seconds and Timestamp', scope.location);
    }
    return fields(state, ['Seconds', 'Timestamp'], scope);
  },
  Parallel: (state, scope, compileInner) => ({
    branches: state.Branches.map((branch, index) =>
      compileInner(branch, { ...scope, location: `${scope.location}/Branches[${index}]` }),
    ),
    ...fields(state, ['Arguments'], scope),
  }),
  Map: (state, scope, compileInner) => {
    for (const member of ['ItemBatcher', 'ItemReader', 'ResultWriter'] as const) {
      if (state[member] === undefined) continue;
      throw notEmulated(`${member} belongs to Distributed Map, not emulated locally`, scope.location);
    }
    return {
      processor: compileInner(state.ItemProcessor, { ...scope, location: `${scope.location}/ItemProcessor` }),
      ...fields(
        state,
        ['Items', 'ItemSelector', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'],
        scope,
      ),
    };
  },
};
