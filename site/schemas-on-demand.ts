import { resolve } from 'node:path';
import { type ESTree, type Plugin, parseAst } from 'vite';

const ON_DEMAND = resolve(import.meta.dirname, 'src/on-demand.ts');

/** What a chain of calls and members begins with: `z` of `z.string().min(1)`. */
const beginningOf = (node: ESTree.Expression): string | undefined => {
  if (node.type === 'CallExpression') return beginningOf(node.callee as ESTree.Expression);
  if (node.type === 'MemberExpression') return beginningOf(node.object as ESTree.Expression);
  return node.type === 'Identifier' ? node.name : undefined;
};

/** The places of the constants' values in a module that are schemas, or objects of them. */
const schemasIn = (code: string): { start: number; end: number }[] => {
  const known = new Set(['z']);
  const isSchema = (node: ESTree.Expression): boolean =>
    node.type === 'CallExpression' && known.has(beginningOf(node) ?? '');
  const isShape = (node: ESTree.Expression): boolean =>
    node.type === 'ObjectExpression' &&
    node.properties.some((each) => each.type === 'Property' && isSchema(each.value as ESTree.Expression));
  return parseAst(code, { lang: 'ts' }).body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') return [];
    return declared.declarations.flatMap(({ id, init }) => {
      if (id.type !== 'Identifier' || !init || !(isSchema(init) || isShape(init))) return [];
      known.add(id.name);
      return [{ start: init.start, end: init.end }];
    });
  });
};

/** The module with each of its schemas made when it is first used; undefined where it makes none. */
export const withSchemasOnDemand = (code: string): string | undefined => {
  if (!code.includes("from 'zod'")) return undefined;
  const places = schemasIn(code);
  if (places.length === 0) return undefined;
  const pieces = places.map(({ start, end }, index) => {
    const before = code.slice(places[index - 1]?.end ?? 0, start);
    return `${before}/* @__PURE__ */ onDemand(() => (${code.slice(start, end)}))`;
  });
  // On the first line, so that all others keep their numbers.
  return `import { onDemand } from ${JSON.stringify(ON_DEMAND)};${pieces.join('')}${code.slice(places.at(-1)?.end)}`;
};

/** Pages know the schemas of all that they may send and be answered, and use a few of them at a time: none is made before it is used. */
export const schemasOnDemand = (): Plugin => ({
  name: 'schemas-on-demand',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/(?:lambdas\/core|site\/src)\/.*\.ts$/, code: /from 'zod'/ },
    handler: (code) => {
      const changed = withSchemasOnDemand(code);
      return changed === undefined ? undefined : { code: changed, map: null };
    },
  },
});
