import type { GraphNode } from './graph.ts';
import { shorten, textWidth, wrap } from './text-size.ts';

/** Font sizes of the drawing, in pixels. */
const NAME_SIZE = 14;
/** Of a state's kind, its outcome, and the labels of lines. */
export const SMALL_SIZE = 12;
/** From one line of a name to the next. */
export const LINE_HEIGHT = 18;
/** Between a box's edge and what is in it. */
export const PADDING = 12;
/** The picture of a state's kind, with the gap after it. */
export const ICON_WIDTH = 26;
/** From one line of small text to the next. */
export const SMALL_LINE_HEIGHT = 17;
const MAX_TEXT_WIDTH = 170;
/** The sign of an outcome, with the gap after it. */
export const SIGN_WIDTH = 22;
/** The widest words for an outcome: room for them is kept, so that the outcome moves nothing. */
const OUTCOME_WIDTH = SIGN_WIDTH + textWidth('Caught error', SMALL_SIZE);

/** Between a container's edge and the scopes in it, and between those. */
export const CONTAINER_GAP = 16;

/** A box as large as what it says. */
export interface Sized {
  width: number;
  height: number;
  /** The name, in lines. */
  lines: readonly string[];
  caption: string;
}

const TERMINAL_OUTSIDE = { width: 72, height: 34 };
const TERMINAL_INSIDE = { width: 14, height: 14 };

/** The size of a start or end; those within a container are dots. */
export const sizeOfTerminal = (node: GraphNode, inside: boolean): Sized => ({
  ...(inside ? TERMINAL_INSIDE : TERMINAL_OUTSIDE),
  lines: inside ? [] : [node.name],
  caption: '',
});

/** The size of a state, or of the head of a container: its kind, its name and below them its outcome. */
export const sizeOfState = ({ name, caption }: GraphNode): Sized => {
  const lines = wrap(name, NAME_SIZE, MAX_TEXT_WIDTH);
  const shortCaption = shorten(caption, SMALL_SIZE, MAX_TEXT_WIDTH);
  const widths = [
    textWidth(shortCaption, SMALL_SIZE),
    OUTCOME_WIDTH,
    ...lines.map((line) => textWidth(line, NAME_SIZE)),
  ];
  return {
    width: Math.ceil(ICON_WIDTH + Math.max(...widths) + 2 * PADDING),
    height: 2 * PADDING + 2 * SMALL_LINE_HEIGHT + lines.length * LINE_HEIGHT,
    lines,
    caption: shortCaption,
  };
};

const MAX_LABEL_WIDTH = 200;
const LABEL_HEIGHT = 20;

/** A line's label as it is drawn, with its size. */
export const sizeOfLabel = (label: string): { text: string; width: number; height: number } => {
  const text = shorten(label, SMALL_SIZE, MAX_LABEL_WIDTH);
  return { text, width: Math.ceil(textWidth(text, SMALL_SIZE) + 12), height: LABEL_HEIGHT };
};
