import { createRequire } from 'node:module';
import type { Ajv } from 'ajv';
import type validate from 'asl-validator';

/** What asl-validator asks of its Ajv. */
type Schemas = Pick<Ajv, 'opts' | 'validate' | 'errors'> & { addFormat(): void; addKeyword(): void };

const load = () => {
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('asl-validator'));
  return {
    validate: ours('asl-validator') as typeof validate,
    ajv: theirs('ajv') as { default: new (options: object) => Ajv },
  };
};
let loaded: ReturnType<typeof load> | undefined;
let schemas: Schemas | undefined;

/** Stands for an Ajv that has its formats and keywords already. */
const compiledOnce = (ajv: Ajv): Schemas => ({
  opts: ajv.opts,
  addFormat: () => {},
  addKeyword: () => {},
  validate: ajv.validate.bind(ajv) as Ajv['validate'],
  get errors() {
    return ajv.errors;
  },
});

/** Looks a definition through, and writes default query languages into it. asl-validator takes most of a second to load, so only a
 * new definition does. It makes an Ajv for each definition and compiles all its schemas again, which takes a tenth of a second: while
 * it looks, it is given the first one instead. */
export const lintDefinition = (definition: unknown) => {
  loaded ??= load();
  const { ajv } = loaded;
  const { default: Original } = ajv;
  ajv.default = new Proxy(Original, {
    construct: (_ajv, [options]: [object]) => {
      if (schemas) return schemas;
      const made = new Original(options);
      schemas = compiledOnce(made);
      return made;
    },
  });
  try {
    return loaded.validate(definition, { checkPaths: true, checkArn: false }).errors;
  } finally {
    ajv.default = Original;
  }
};
