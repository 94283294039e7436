import type { KeyboardEvent } from 'preact/compat';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Layout } from '../../../machine/layout.ts';
import type { StateOutcome } from '../../../machine/outcome.ts';
import { download } from '../download-button.tsx';
import { exportDrawing } from './export-drawing.ts';
import { LineShape } from './line-shape.tsx';
import { StateShape, TerminalShape } from './state-shape.tsx';
import { useViewport, type Viewport } from './use-viewport.ts';

interface MachineDrawingProps {
  layout: Layout;
  /** The ids of the transitions that were taken. */
  taken: ReadonlySet<string>;
  outcomeOf: (state: string) => StateOutcome;
  selected: string | undefined;
  select: (state: string) => void;
  /** What the picture is called as a file, without an ending. */
  fileName: string;
}

const ZOOM_STEP = 1.25;
const PAN_STEP = 48;

interface ToolsProps {
  viewport: Viewport;
  /** Shows the drawing with its tools on the whole screen, or no more; absent where the browser cannot. */
  toggleFullScreen: (() => void) | undefined;
  save: () => void;
}

const Tools = ({ viewport: { zoomBy, fitAll, fitWidth, view }, toggleFullScreen, save }: ToolsProps) => (
  <div class="machine-tools">
    <button type="button" class="button tool" aria-label="Zoom out" onClick={() => zoomBy(1 / ZOOM_STEP)}>
      −
    </button>
    <button type="button" class="button tool" aria-label="Zoom in" onClick={() => zoomBy(ZOOM_STEP)}>
      +
    </button>
    <button type="button" class="button tool" onClick={fitAll}>
      Fit
    </button>
    <button type="button" class="button tool" onClick={fitWidth}>
      Fit width
    </button>
    {toggleFullScreen && (
      <button type="button" class="button tool" onClick={toggleFullScreen}>
        Full screen
      </button>
    )}
    <button type="button" class="button tool" onClick={save}>
      Save<span class="visually-hidden"> as SVG</span>
    </button>
    <span class="muted" aria-hidden="true">
      {Math.round(view.scale * 100)} %
    </span>
  </div>
);

/** What keys do while something in the drawing has the focus. */
const keysOf = ({ zoomBy, panBy, fitAll }: Viewport): Readonly<Record<string, () => void>> => ({
  '+': () => zoomBy(ZOOM_STEP),
  '=': () => zoomBy(ZOOM_STEP),
  '-': () => zoomBy(1 / ZOOM_STEP),
  '0': fitAll,
  ArrowLeft: () => panBy({ x: PAN_STEP, y: 0 }),
  ArrowRight: () => panBy({ x: -PAN_STEP, y: 0 }),
  ArrowUp: () => panBy({ x: 0, y: PAN_STEP }),
  ArrowDown: () => panBy({ x: 0, y: -PAN_STEP }),
});

const Shapes = ({ layout, taken, outcomeOf, selected, select }: Omit<MachineDrawingProps, 'fileName'>) => {
  const reached = useMemo(() => {
    const ends = layout.lines.filter(({ edge }) => taken.has(edge.id));
    return new Set(ends.flatMap(({ edge }) => [edge.from, edge.to]));
  }, [layout, taken]);
  const states = layout.boxes.filter(({ node }) => node.kind !== 'start' && node.kind !== 'end');
  const terminals = layout.boxes.filter(({ node }) => node.kind === 'start' || node.kind === 'end');
  const shape = (box: (typeof states)[number]) => (
    <StateShape
      key={box.node.id}
      box={box}
      outcome={outcomeOf(box.node.name)}
      selected={selected === box.node.name}
      onSelect={() => select(box.node.name)}
    />
  );
  const isContainer = ({ head }: (typeof states)[number]): boolean => head !== undefined;
  // Lines that were taken lie over those that were not, all over the grounds of containers and under the states.
  const lines = layout.lines.toSorted((a, b) => Number(taken.has(a.edge.id)) - Number(taken.has(b.edge.id)));
  return (
    <>
      {states.filter(isContainer).map(shape)}
      {lines.map((line) => (
        <LineShape key={line.edge.id} line={line} taken={taken.has(line.edge.id)} />
      ))}
      {terminals.map((box) => (
        <TerminalShape key={box.node.id} box={box} reached={reached.has(box.node.id)} />
      ))}
      {states.filter((box) => !isContainer(box)).map(shape)}
    </>
  );
};

/** The drawing in its frame. Arrow keys move it, plus and minus zoom, 0 fits it in. */
export const MachineDrawing = (props: MachineDrawingProps) => {
  const { layout, outcomeOf, fileName } = props;
  const whole = useRef<HTMLDivElement>(null);
  const element = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const viewport = useViewport(element, layout);
  const { view, frame } = viewport;
  // What failed is what one came to see.
  const failed = layout.boxes.find(({ node }) => outcomeOf(node.name).outcome === 'failed');
  const failedName = failed?.node.name;
  useEffect(() => {
    if (failed && frame.width > 0) viewport.show({ ...failed, height: failed.head ?? failed.height });
  }, [failedName, frame.width > 0]);
  const toggleFullScreen = (): void => {
    const ended = document.fullscreenElement ? document.exitFullscreen() : whole.current?.requestFullscreen();
    // Refused by a policy or the person: the page stays as it is.
    ended?.catch(() => undefined);
  };
  const save = (): void => {
    if (drawing.current) download(exportDrawing(drawing.current, layout), `${fileName}.svg`, 'image/svg+xml');
  };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keysOf(viewport)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const onFocus = (event: FocusEvent): void => {
    const name = (event.target as Element).getAttribute('data-state');
    const box = layout.boxes.find(({ node }) => node.name === name);
    if (box) viewport.show({ ...box, height: box.head ?? box.height });
  };
  return (
    <div class="machine-whole" ref={whole}>
      <Tools
        viewport={viewport}
        toggleFullScreen={document.fullscreenEnabled ? toggleFullScreen : undefined}
        save={save}
      />
      <div class={viewport.zoomed ? 'machine-frame zoomed' : 'machine-frame'} ref={element}>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
        <svg
          ref={drawing}
          width={frame.width}
          height={frame.height}
          role="group"
          aria-label="The state machine, drawn"
          onKeyDown={onKeyDown}
          onFocusIn={onFocus}
        >
          <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
            <Shapes {...props} />
          </g>
        </svg>
      </div>
    </div>
  );
};
