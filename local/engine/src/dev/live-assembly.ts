import { join } from 'node:path';
import { EngineError } from '../aws-error.ts';
import type { RunningEngine } from '../options.ts';
import type { Change } from '../template/plan.ts';
import { findCopies, replaceAssets } from './assets.ts';

/** Where the code of an assembly's functions is developed. */
export interface LiveSettings {
  readonly engine: Pick<RunningEngine, 'update'>;
  /** A folder for the assemblies to come. */
  readonly workDir: string;
  /** The assembly that the engine runs. */
  readonly assembly: string;
  /** The folders that became assets of functions, by any names. */
  readonly folders: ReadonlyMap<string, string>;
}

/** A running assembly, part by part replaced by what is developed. */
export interface LiveAssembly {
  /** Runs these folders in the place of the assets of those names, from now on. Throws EngineError. */
  replace(folders: ReadonlyMap<string, string>): Promise<readonly Change[]>;
  /** Runs a newly synthesized assembly, with what was replaced. Throws EngineError. */
  become(assembly: string, folders: ReadonlyMap<string, string>): Promise<readonly Change[]>;
}

/** Keeps an engine on what is developed. One call at a time: what fails leaves everything as it was. */
export const createLiveAssembly = ({ engine, workDir, ...first }: LiveSettings): LiveAssembly => {
  let base = { assembly: first.assembly, keys: findCopies(first.assembly, first.folders) };
  let replaced: ReadonlyMap<string, string> = new Map();
  let count = 0;

  const run = async (next: typeof base, folders: ReadonlyMap<string, string>): Promise<readonly Change[]> => {
    const assets = [...folders].map(([name, folder]) => {
      const key = next.keys.get(name);
      if (key === undefined) throw new EngineError(`${name} is no function of the template yet: synthesize it first`);
      return [key, folder] as const;
    });
    count += 1;
    const target = join(workDir, `assembly-${count}`);
    replaceAssets(next.assembly, target, new Map(assets));
    const changes = await engine.update(target);
    base = next;
    replaced = folders;
    return changes;
  };
  return {
    replace: (folders) => run(base, new Map([...replaced, ...folders])),
    become: (assembly, folders) => run({ assembly, keys: findCopies(assembly, folders) }, replaced),
  };
};
