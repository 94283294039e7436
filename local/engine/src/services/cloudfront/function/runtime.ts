import { isNativeError } from 'node:util/types';
import { constants, createContext, Script } from 'node:vm';
import * as z from 'zod';
import { EngineError } from '../../../aws-error.ts';

/** What a run of a function came to: the JSON of what its handler returned, or why it failed. */
interface FunctionRun {
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  /** What it wrote with console.log. */
  readonly logs: readonly string[];
}

/** A CloudFront function, compiled. */
export interface EdgeFunction {
  readonly name: string;
  /** Runs the handler in a realm of its own, which holds nothing of the engine and nothing of earlier runs. */
  run(event: unknown): FunctionRun;
}

/** CloudFront gives a function about a millisecond of computing. This is wall time and far more, since a busy machine may not
 * run this thread for a while; it still ends a loop. */
const LIMITS = { timeout: 1000 };

/** CloudFront's own limit. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const MAX_CODE_BYTES = 10 * 1024;

/** The realm's side of the boundary, which only strings cross. What CloudFront's runtime lacks is taken away, and with it all
 * that could block this thread. */
const prelude = new Script(`(() => {
  const { parse, stringify } = JSON;
  const run = { logs: [] };
  const text = (value) => (typeof value === 'string' ? value : stringify(value) ?? String(value));
  for (const name of ['Atomics', 'SharedArrayBuffer', 'WebAssembly']) delete globalThis[name];
  globalThis.console = { log: (...values) => void run.logs.push(values.map(text).join(' ')) };
  const invoke = async (handler, event) => {
    try {
      run.output = stringify(await handler(parse(event)));
    } catch (error) {
      run.error = String(error);
    }
  };
  Object.defineProperty(globalThis, Symbol.for('realm'), { value: { invoke, report: () => stringify(run) } });
})()`);
const report = new Script(`globalThis[Symbol.for('realm')].report()`);
const reported = z.object({
  output: z.string().optional(),
  error: z.string().optional(),
  logs: z.array(z.string()),
});

/** Compiles a function's code. Throws EngineError where it is no JavaScript, or uses modules, which are not emulated.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html */
export const compileFunction = (name: string, code: string): EdgeFunction => {
  const bytes = Buffer.byteLength(code);
  if (bytes > MAX_CODE_BYTES) throw new EngineError(`its code has ${bytes} bytes; CloudFront admits ${MAX_CODE_BYTES}`);
  // Also the one way out of the realm: the error of a dynamic import belongs to the host.
  if (/\bimport\b|\brequire\s*\(/.test(code)) throw new EngineError('modules (import, require) are not emulated');
  const script = compile(code, name);
  return {
    name,
    run: (event) => {
      const realm = createContext(constants.DONT_CONTEXTIFY, {
        codeGeneration: { strings: false, wasm: false },
        // So that what an async handler awaits runs under the same time limit.
        microtaskMode: 'afterEvaluate',
      });
      try {
        prelude.runInContext(realm);
        script.runInContext(realm, LIMITS);
        const argument = JSON.stringify(JSON.stringify(event));
        new Script(`globalThis[Symbol.for('realm')].invoke(handler, ${argument})`).runInContext(realm, LIMITS);
        return reported.parse(JSON.parse(report.runInContext(realm, LIMITS)));
      } catch (error) {
        return { error: messageOf(error), logs: [] };
      }
    },
  };
};

const compile = (code: string, name: string): Script => {
  try {
    return new Script(code, { filename: `${name}.js` });
  } catch (error) {
    throw new EngineError(`its code is no JavaScript: ${messageOf(error)}`);
  }
};

/** An error may come from the function's realm, where `instanceof Error` does not hold. */
const messageOf = (error: unknown): string => (isNativeError(error) ? error.message : 'something was thrown');
