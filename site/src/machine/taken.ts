import { allNodes, type GraphEdge, type GraphNode, type Scope } from './graph.ts';
import { outcomeOfVisit } from './outcome.ts';
import type { Journey, Visit } from './visits.ts';

const CATCH_ALL = 'States.ALL';

/** Whether a way leads on from where a visit ended: nothing came after it, and nothing more will. */
const isLast = (visit: Visit, followed: ReadonlySet<Visit>): boolean =>
  !followed.has(visit) && (visit.exitedAt !== undefined || (visit.type === 'Fail' && visit.stopped));

/** The first catcher that fits is the one that Step Functions takes. */
const catches = ({ errors }: GraphEdge, error: string | undefined): boolean =>
  errors.includes(CATCH_ALL) || error === undefined || errors.includes(error);

/** The transitions that an execution took, by their ids. Which of two rules that lead to one state applied the history does
 * not tell: both count as taken then. */
export const takenEdges = (scope: Scope, journey: Journey): ReadonlySet<string> => {
  const followed = new Set(journey.steps.map(({ from }) => from));
  const visited = Map.groupBy(journey.visits, ({ state }) => state);
  const steps = Map.groupBy(journey.steps, ({ from, to }) => JSON.stringify([from.state, to.state]));
  const nodes = new Map(allNodes(scope).map((node) => [node.id, node]));
  const taken = new Set<string>();

  const byState = (from: GraphNode, to: GraphNode, edges: readonly GraphEdge[]): void => {
    for (const { from: visit } of steps.get(JSON.stringify([from.name, to.name])) ?? []) {
      const caught = outcomeOfVisit(visit) === 'caught';
      const fitting = edges.filter((edge) =>
        caught ? edge.kind === 'catch' && catches(edge, visit.fault?.error) : edge.kind !== 'catch',
      );
      for (const edge of caught ? fitting.slice(0, 1) : fitting) taken.add(edge.id);
    }
  };

  const visit = ({ edges }: Scope): void => {
    for (const [, group] of Map.groupBy(edges, ({ from, to }) => JSON.stringify([from, to]))) {
      const [first] = group;
      const from = nodes.get(first?.from ?? '');
      const to = nodes.get(first?.to ?? '');
      if (!first || !from || !to) continue;
      if (from.kind === 'start') {
        if (visited.has(to.name)) taken.add(first.id);
      } else if (to.kind === 'end') {
        if (visited.get(from.name)?.some((each) => isLast(each, followed))) taken.add(first.id);
      } else {
        byState(from, to, group);
      }
    }
  };

  visit(scope);
  for (const node of nodes.values()) for (const inner of node.scopes) visit(inner);
  return taken;
};
