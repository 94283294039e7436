import { KIND_WORDS, sayOutcome } from '../../../machine/execution-words.ts';
import type { GraphEdge, GraphNode, Scope } from '../../../machine/graph.ts';
import type { StateOutcome } from '../../../machine/outcome.ts';

interface StatesAsTextProps {
  scope: Scope;
  taken: ReadonlySet<string>;
  outcomeOf: (state: string) => StateOutcome;
}

const sayWay = ({ kind, label }: GraphEdge, to: string): string => {
  if (kind === 'catch') return `${to} on ${label}`;
  if (kind === 'choice') return `${to} if ${label}`;
  return kind === 'default' ? `${to} otherwise` : to;
};

const Ways = ({ node, scope, taken }: { node: GraphNode } & Omit<StatesAsTextProps, 'outcomeOf'>) => {
  const nameOf = (id: string): string => {
    const found = scope.nodes.find((each) => each.id === id);
    return found?.kind === 'end' ? 'the end' : (found?.name ?? '');
  };
  const ways = scope.edges.filter(({ from }) => from === node.id);
  return (
    <ul class="text-ways">
      {ways.map((edge) => (
        <li key={edge.id}>
          Leads to {sayWay(edge, nameOf(edge.to))}
          {taken.has(edge.id) ? ': taken' : ''}
        </li>
      ))}
    </ul>
  );
};

/** In the order of the definition, which its author has chosen to be read. */
const States = ({ scope, taken, outcomeOf }: StatesAsTextProps) => (
  <ol class="text-states">
    {scope.nodes
      .filter(({ kind }) => kind !== 'start' && kind !== 'end')
      .map((node) => (
        <li key={node.id}>
          <strong>{node.name}</strong> ({KIND_WORDS[node.kind]}): {sayOutcome(outcomeOf(node.name))}
          <Ways node={node} scope={scope} taken={taken} />
          {node.scopes.map((inner, index) => (
            <div key={`${node.id} ${index + 1}`}>
              {node.kind === 'map' ? 'For each item:' : `Branch ${index + 1}:`}
              <States scope={inner} taken={taken} outcomeOf={outcomeOf} />
            </div>
          ))}
        </li>
      ))}
  </ol>
);

/** The drawing in words. */
export const StatesAsText = (props: StatesAsTextProps) => (
  <details class="as-text">
    <summary>The states as text</summary>
    <States {...props} />
  </details>
);
