/** An empty member is an absent one, as a form sends it. */
export const present = (members: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      const trimmed = typeof value === 'string' ? value.trim() : value;
      return trimmed === '' || trimmed === undefined ? [] : [[name, trimmed]];
    }),
  );
