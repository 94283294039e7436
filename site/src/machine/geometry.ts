/** A place in the drawing, in pixels at its natural size. */
export interface Point {
  x: number;
  y: number;
}

/** A rectangle; `x` and `y` are its upper left corner. */
export interface Rectangle extends Point {
  width: number;
  height: number;
}

/** The same, elsewhere. */
export const moved = <T extends Point>(what: T, by: Point): T => ({ ...what, x: what.x + by.x, y: what.y + by.y });

/** Whether two rectangles have more than an edge in common. */
export const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Whether `inner` is wholly inside. */
export const contains = (outer: Rectangle, inner: Rectangle): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
