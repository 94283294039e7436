import { resolve } from 'node:path';
import type { Rolldown } from 'vite';

const ENTRY = resolve(import.meta.dirname, 'src/main.tsx');

/** The modules of support's console, which is of no use to shoppers, nor without the shop. */
export const SUPPORT = /[\\/]site[\\/]src[\\/](?:stores|views)[\\/]support[\\/]/;

/** The name of the chunk that support's pages share. */
export const SUPPORT_CHUNK = 'support';

/** Lays drawings out; only the pages that draw load it. */
const HEAVY = /[\\/]node_modules[\\/]@dagrejs[\\/]/;

type Context = Parameters<Exclude<Rolldown.CodeSplittingGroup['name'], string>>[1];

/** Modules and all that they import; what they import later, too, where `goesLater` says so. */
const reach = (
  from: readonly string[],
  context: Context,
  goesLater: (id: string) => boolean = () => false,
): ReadonlySet<string> => {
  const found = new Set<string>(from);
  for (const id of found) {
    const info = context.getModuleInfo(id);
    for (const next of info?.importedIds ?? []) found.add(next);
    for (const next of info?.dynamicallyImportedIds ?? []) if (goesLater(next)) found.add(next);
  }
  return found;
};

/** Which chunk a module goes to that more than one page needs; undefined where it stays as it falls. */
const sharedBy = (id: string, context: Context, ofFirst: ReadonlySet<string>, ofShop: ReadonlySet<string>) => {
  if (ofFirst.has(id)) return undefined;
  if (ofShop.has(id)) return 'shared';
  return [...reach([id], context)].some((each) => HEAVY.test(each)) ? undefined : SUPPORT_CHUNK;
};

/** The chunks of the site: what all pages need, what some of the shop's need, and what some of support's need. Each request costs a page
 * more time than the few bytes of another page that come along with it. */
export const chunkGroups = (): Rolldown.CodeSplittingGroup[] => {
  // Asked for module by module, when all are known.
  let known: { ofFirst: ReadonlySet<string>; ofShop: ReadonlySet<string> } | undefined;
  const knownBy = (context: Context) => {
    known ??= {
      ofFirst: reach([ENTRY], context),
      ofShop: reach([ENTRY], context, (id) => !SUPPORT.test(id)),
    };
    return known;
  };
  return [
    // zod goes with what configures it: whichever chunk makes the first schema, it is made without eval.
    { name: 'zod', test: /node_modules[\\/]zod[\\/]|zod-without-eval|on-demand/, priority: 2 },
    {
      debugName: 'first',
      // Not the entry itself: of an entry that only imports no chunk would be left to begin from.
      name: (id, context) => (id !== ENTRY && knownBy(context).ofFirst.has(id) ? 'first' : undefined),
      priority: 1,
    },
    {
      debugName: 'shared and support',
      name: (id, context) => {
        const { ofFirst, ofShop } = knownBy(context);
        return sharedBy(id, context, ofFirst, ofShop);
      },
      minShareCount: 2,
    },
  ];
};
