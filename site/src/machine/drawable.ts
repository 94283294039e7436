import { parseDefinition } from './definition.ts';
import { type Scope, toScope } from './graph.ts';
import { type Layout, layOut } from './layout.ts';

/** A state machine and where its parts go in a drawing. */
export interface Drawable {
  scope: Scope;
  layout: Layout;
}

/** What a definition (JSON) is drawn by; undefined where it cannot be drawn. */
export const drawableOf = (definition: string): Drawable | undefined => {
  const parsed = parseDefinition(definition);
  if (parsed === undefined) return undefined;
  const scope = toScope(parsed);
  return { scope, layout: layOut(scope) };
};
