import { Graph, layout } from '@dagrejs/dagre';
import { sizeOfLabel } from './box-size.ts';
import { moved, type Point, type Rectangle } from './geometry.ts';
import type { GraphEdge } from './graph.ts';

/** A box that a place is looked for. */
export interface SizedBox {
  id: string;
  width: number;
  height: number;
}

const SPACING = { nodesep: 20, edgesep: 10, ranksep: 52 };
/** Between the labels of lines that have their way in common. */
const LABEL_GAP = 4;
/** Room beside a state for a line to itself that has no label. */
const LOOP = { width: 24, height: 20 };

/** Where boxes and lines of a scope have their places. */
export interface Arranged {
  width: number;
  height: number;
  /** The upper left corner of a box. */
  corner(id: string): Point;
  /** Where a line passes rows on its way, the middle of its label, and the middle and height of all the labels there. */
  edge(edge: GraphEdge): { via: Point[]; at: Point; row: { y: number; height: number } };
}

type Placed = Partial<Rectangle> & { points?: readonly Point[] };

/** The smallest rectangle around boxes, labels and lines: dagre's own leaves out where lines pass by. */
const extentOf = (nodes: readonly Placed[], edges: readonly Placed[]): Rectangle => {
  const sides = [...nodes, ...edges].flatMap(({ x, y, width = 0, height = 0 }) =>
    x === undefined || y === undefined
      ? []
      : [
          { x: x - width / 2, y: y - height / 2 },
          { x: x + width / 2, y: y + height / 2 },
        ],
  );
  const all = [...sides, ...edges.flatMap(({ points = [] }) => points)];
  const left = Math.min(...all.map(({ x }) => x));
  const top = Math.min(...all.map(({ y }) => y));
  return {
    x: left,
    y: top,
    width: Math.max(...all.map(({ x }) => x)) - left,
    height: Math.max(...all.map(({ y }) => y)) - top,
  };
};

/** Lines that have their way in common: those with labels from one state to another, as its errors are. Their labels stand one
 * above the other, which makes a drawing narrower. */
const bundle = (edges: readonly GraphEdge[]): GraphEdge[][] => {
  const bundles = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const { id, from, to, label } = edge;
    const key = label === undefined || from === to ? id : JSON.stringify([from, to]);
    bundles.set(key, [...(bundles.get(key) ?? []), edge]);
  }
  return [...bundles.values()];
};

const sizeOfLabels = (edges: readonly GraphEdge[]): { width: number; height: number } => {
  const labels = edges.flatMap(({ label }) => (label === undefined ? [] : [sizeOfLabel(label)]));
  if (labels.length === 0) return edges.every(({ from, to }) => from === to) ? LOOP : { width: 0, height: 0 };
  return {
    width: Math.max(...labels.map(({ width }) => width)),
    height: labels.reduce((sum, { height }) => sum + height + LABEL_GAP, -LABEL_GAP),
  };
};

/** The middle of the label of one of the lines, where those of all of them are around `y`. */
const labelY = (bundled: readonly GraphEdge[], edge: GraphEdge, y: number): number => {
  const before = bundled.slice(0, bundled.indexOf(edge));
  const above = before.length > 0 ? sizeOfLabels(before).height + LABEL_GAP : 0;
  return y - sizeOfLabels(bundled).height / 2 + above + sizeOfLabels([edge]).height / 2;
};

const toDagre = (boxes: readonly SizedBox[], bundles: readonly (readonly GraphEdge[])[]): Graph => {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', ...SPACING });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const bundled of bundles) {
    const [edge] = bundled;
    if (!edge) continue;
    // The usual way down is kept straight; errors lead around it.
    const weight = edge.kind === 'catch' ? 1 : 3;
    graph.setEdge(edge.from, edge.to, { ...sizeOfLabels(bundled), labelpos: 'c', weight }, edge.id);
  }
  return graph;
};

/** Lets dagre find the places. Transitions never cross the border of a scope, so each scope is a graph of its own. */
export const arrangeScope = (boxes: readonly SizedBox[], edges: readonly GraphEdge[]): Arranged => {
  const bundles = bundle(edges);
  const graph = toDagre(boxes, bundles);
  const bundleOf = new Map(bundles.flatMap((bundled) => bundled.map((edge) => [edge.id, bundled] as const)));
  layout(graph);
  const nodeAt = (id: string): Placed => graph.node(id) as Placed;
  const edgeAt = ({ from, to, id }: GraphEdge): Placed =>
    graph.edge(from, to, bundleOf.get(id)?.[0]?.id ?? id) as Placed;
  const extent = extentOf(
    boxes.map(({ id }) => nodeAt(id)),
    edges.map(edgeAt),
  );
  const back = { x: -extent.x, y: -extent.y };
  return {
    width: extent.width,
    height: extent.height,
    corner: (id) => {
      const { x = 0, y = 0, width = 0, height = 0 } = nodeAt(id);
      return moved({ x: x - width / 2, y: y - height / 2 }, back);
    },
    edge: (edge) => {
      const { points = [], x = 0, y = 0 } = edgeAt(edge);
      const bundled = bundleOf.get(edge.id) ?? [edge];
      return {
        // The first and the last are where the line would meet the boxes; it is attached elsewhere.
        via: points.slice(1, -1).map((point) => moved(point, back)),
        at: moved({ x, y: labelY(bundled, edge, y) }, back),
        row: { y: y + back.y, height: sizeOfLabels(bundled).height },
      };
    },
  };
};
