import { sayCondition } from './condition.ts';
import type { ScopeDefinition, StateDefinition } from './definition.ts';

/** The types of states, and the two ends of a scope. */
export type NodeKind =
  | 'start'
  | 'end'
  | 'task'
  | 'choice'
  | 'pass'
  | 'wait'
  | 'succeed'
  | 'fail'
  | 'parallel'
  | 'map'
  | 'other';

/** Something that is drawn: a state, or a scope's start or end. */
export interface GraphNode {
  /** Unique in the machine. */
  id: string;
  kind: NodeKind;
  /** The state's name; `Start` or `End`. */
  name: string;
  /** What kind of state it is, in words. */
  caption: string;
  /** Whether it waits until somebody gives its task's token back. */
  waits: boolean;
  comment: string | undefined;
  /** The branches of a Parallel state, or what a Map state repeats. */
  scopes: readonly Scope[];
}

/** A transition. */
export interface GraphEdge {
  id: string;
  from: string;
  to: string;
  kind: 'next' | 'choice' | 'default' | 'catch';
  /** When it is taken; absent where there is nothing to say. */
  label: string | undefined;
  /** The errors that a `catch` is for. */
  errors: readonly string[];
}

/** States that lead to each other. */
export interface Scope {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  Task: 'task',
  Choice: 'choice',
  Pass: 'pass',
  Wait: 'wait',
  Succeed: 'succeed',
  Fail: 'fail',
  Parallel: 'parallel',
  Map: 'map',
};

const CATCH_ALL = 'States.ALL';

/** `arn:aws:states:::lambda:invoke` is `lambda: invoke`; with `.sync` and the like left out, but that of a state which waits
 * until somebody gives its token back. */
const captionOf = ({ Type, Resource }: StateDefinition): string => {
  const integration = /^arn:[^:]*:states:[^:]*:[^:]*:(?:aws-sdk:)?(\w+):(\w+)(\.waitForTaskToken)?/.exec(
    Resource ?? '',
  );
  if (integration) {
    const [, service, action, waits] = integration;
    return `${service}: ${action}${waits === undefined ? '' : ', waits'}`;
  }
  return /^arn:[^:]*:lambda:/.test(Resource ?? '') ? 'lambda: invoke' : Type;
};

const scopesOf = ({ Branches, ItemProcessor, Iterator }: StateDefinition, id: string): Scope[] => {
  const inner = Branches ?? [ItemProcessor ?? Iterator].filter((scope) => scope !== undefined);
  return inner.map((scope, index) => toScope(scope, `${id}/${index}`));
};

/** The end that a state leads to, if it leads nowhere else. */
const endsHere = ({ Type, Next }: StateDefinition): boolean =>
  Type === 'Succeed' || Type === 'Fail' || (Type !== 'Choice' && Next === undefined);

type Transition = Omit<GraphEdge, 'id' | 'from' | 'to'> & { to: string | undefined };

const plain = { label: undefined, errors: [] };

const transitionsOf = (state: StateDefinition): Transition[] => [
  ...(state.Choices ?? []).map((rule) => ({
    kind: 'choice' as const,
    to: rule.Next,
    label: sayCondition(rule),
    errors: [],
  })),
  ...(state.Default === undefined
    ? []
    : [{ kind: 'default' as const, to: state.Default, label: 'Default', errors: [] }]),
  ...(state.Next === undefined ? [] : [{ kind: 'next' as const, to: state.Next, ...plain }]),
  ...(endsHere(state) ? [{ kind: 'next' as const, to: undefined, ...plain }] : []),
  ...(state.Catch ?? []).map(({ ErrorEquals, Next }) => ({
    kind: 'catch' as const,
    to: Next,
    label: ErrorEquals.map((error) => (error === CATCH_ALL ? 'any error' : error)).join(', '),
    errors: ErrorEquals,
  })),
];

/** What a definition says: its states, and every way between them. Transitions to states that do not exist are left out. */
export const toScope = ({ StartAt, States }: ScopeDefinition, scopeId = ''): Scope => {
  const idOf = (name: string): string => `${scopeId}/${name}`;
  // No name of a state ends like this: an id of a state ends with its name, after a slash of its own.
  const start = `${scopeId}//start`;
  const end = `${scopeId}//end`;
  const states = Object.entries(States);
  const nodes: GraphNode[] = states.map(([name, state]) => ({
    id: idOf(name),
    kind: KINDS[state.Type] ?? 'other',
    name,
    caption: captionOf(state),
    waits: state.Resource?.endsWith('.waitForTaskToken') ?? false,
    comment: state.Comment,
    scopes: scopesOf(state, idOf(name)),
  }));
  const edges = states.flatMap(([name, state]) =>
    transitionsOf(state).map((transition, index) => ({
      ...transition,
      id: `${idOf(name)}#${index}`,
      from: idOf(name),
      to: transition.to === undefined ? end : idOf(transition.to),
    })),
  );
  const terminal = (id: string, kind: 'start' | 'end', name: string): GraphNode => ({
    id,
    kind,
    name,
    caption: '',
    waits: false,
    comment: undefined,
    scopes: [],
  });
  const ids = new Set(nodes.map(({ id }) => id));
  const first: GraphEdge = { id: `${start}#0`, from: start, to: idOf(StartAt), kind: 'next', ...plain };
  return {
    nodes: [
      terminal(start, 'start', 'Start'),
      ...nodes,
      ...(edges.some(({ to }) => to === end) ? [terminal(end, 'end', 'End')] : []),
    ],
    edges: [first, ...edges].filter(({ to }) => to === end || ids.has(to)),
  };
};

/** Every node of a scope and of the scopes in it, outer ones first. */
export const allNodes = (scope: Scope): GraphNode[] =>
  scope.nodes.flatMap((node) => [node, ...node.scopes.flatMap(allNodes)]);

/** Every edge of a scope and of the scopes in it. */
export const allEdges = (scope: Scope): GraphEdge[] => [
  ...scope.edges,
  ...scope.nodes.flatMap((node) => node.scopes.flatMap(allEdges)),
];
