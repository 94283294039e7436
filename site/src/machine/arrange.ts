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

const SPACING = { nodesep: 32, edgesep: 20, ranksep: 52 };
/** Room beside a state for a line to itself that has no label. */
const LOOP = { width: 24, height: 20 };

/** Where boxes and lines of a scope have their places. */
export interface Arranged {
  width: number;
  height: number;
  /** The upper left corner of a box. */
  corner(id: string): Point;
  /** Where a line passes rows on its way, and the middle of its label. */
  edge(edge: GraphEdge): { via: Point[]; at: Point };
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

const toDagre = (boxes: readonly SizedBox[], edges: readonly GraphEdge[]): Graph => {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', ...SPACING });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const { id, from, to, label, kind } of edges) {
    const size = label === undefined ? (from === to ? LOOP : { width: 0, height: 0 }) : sizeOfLabel(label);
    // The usual way down is kept straight; errors lead around it.
    const weight = kind === 'catch' ? 1 : 3;
    graph.setEdge(from, to, { width: size.width, height: size.height, labelpos: 'c', weight }, id);
  }
  return graph;
};

/** Lets dagre find the places. Transitions never cross the border of a scope, so each scope is a graph of its own. */
export const arrangeScope = (boxes: readonly SizedBox[], edges: readonly GraphEdge[]): Arranged => {
  const graph = toDagre(boxes, edges);
  layout(graph);
  const nodeAt = (id: string): Placed => graph.node(id) as Placed;
  const edgeAt = ({ from, to, id }: GraphEdge): Placed => graph.edge(from, to, id) as Placed;
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
      // The first and the last are where the line would meet the boxes; it is attached elsewhere.
      return { via: points.slice(1, -1).map((point) => moved(point, back)), at: moved({ x, y }, back) };
    },
  };
};
