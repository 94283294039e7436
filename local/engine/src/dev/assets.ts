import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { fingerprint } from '../synthesis/fingerprint.ts';

const manifestSchema = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({ type: z.string(), properties: z.looseObject({ file: z.string().optional() }).optional() }),
  ),
});
const assetsSchema = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({
      source: z.looseObject({ path: z.string() }),
      destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
    }),
  ),
});

const readJson = <T>(file: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** The files of an assembly that list its assets, by name. */
const assetLists = (assembly: string) => {
  const { artifacts } = readJson(join(assembly, 'manifest.json'), manifestSchema);
  return Object.values(artifacts).flatMap(({ type, properties }) =>
    type === 'cdk:asset-manifest' && properties?.file
      ? [{ name: properties.file, list: readJson(join(assembly, properties.file), assetsSchema) }]
      : [],
  );
};

/** The object keys of the assets that are copies of folders, by the folders' names; one of which there is no copy is left out. */
export const findCopies = (assembly: string, folders: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const keys = new Map<string, string>();
  for (const { source, destinations } of assetLists(assembly).flatMap(({ list }) => Object.values(list.files))) {
    const path = resolve(assembly, source.path);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) continue;
    for (const { objectKey } of Object.values(destinations)) keys.set(fingerprint(path, ['.']), objectKey);
  }
  const found = [...folders].map(([name, folder]) => [name, keys.get(fingerprint(folder, ['.']))] as const);
  return new Map(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
};

/** Writes an assembly like another, with other folders in the place of the assets of some object keys. Each has another key then,
 * so that what is made of it counts as changed; what is not replaced stays where it is. */
export const replaceAssets = (assembly: string, target: string, folders: ReadonlyMap<string, string>): void => {
  mkdirSync(target, { recursive: true });
  const keys = [...folders].map(([key, folder]) => [key, `${fingerprint(folder, ['.'])}.zip`] as const);
  const renamed = (text: string): string => keys.reduce((result, [key, other]) => result.replaceAll(key, other), text);
  const lists = assetLists(assembly);
  for (const { name, list } of lists) {
    const files = Object.entries(list.files).map(([id, { source, destinations }]) => {
      const [key = ''] = Object.values(destinations).map(({ objectKey }) => objectKey);
      const path = folders.get(key) ?? resolve(assembly, source.path);
      return [id, { source: { ...source, path }, destinations: JSON.parse(renamed(JSON.stringify(destinations))) }];
    });
    writeFileSync(join(target, name), JSON.stringify({ ...list, files: Object.fromEntries(files) }));
  }
  const others = readdirSync(assembly).filter(
    (file) => file.endsWith('.json') && !lists.some(({ name }) => name === file),
  );
  for (const name of others) writeFileSync(join(target, name), renamed(readFileSync(join(assembly, name), 'utf8')));
};
