import type { Line } from '../../../machine/layout.ts';
import { arrowOf, pathOf } from '../../../machine/paths.ts';

interface LineShapeProps {
  line: Line;
  taken: boolean;
}

/** A transition, with its arrow and, where there is something to say, its label. */
export const LineShape = ({ line, taken }: LineShapeProps) => {
  const { edge, label } = line;
  return (
    <g class={`way ${edge.kind}${taken ? ' taken' : ''}`} data-edge={edge.id}>
      <path class="way-line" d={pathOf(line)} />
      <polygon class="way-arrow" points={arrowOf(line)} />
      {label && (
        <>
          <title>{edge.label}</title>
          <rect class="way-label-ground" x={label.x} y={label.y} width={label.width} height={label.height} rx="4" />
          <text class="way-label" x={label.x + label.width / 2} y={label.y + 14} text-anchor="middle">
            {label.text}
          </text>
        </>
      )}
    </g>
  );
};
