import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { EngineError } from '../aws-error.ts';

/** The options of a command that starts an engine, as `parseArgs` takes them. */
const ENGINE_OPTIONS = {
  port: { type: 'string', default: '3000' },
  'aws-port': { type: 'string', default: '4566' },
  data: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  quotas: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig;

/** What a command that starts an engine was told. */
export interface EngineCommand {
  readonly port: number;
  readonly awsPort: number;
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly verbose: boolean;
  readonly quotas: boolean;
}

/** A port that was given as text; `option` names the flag that the error points to. Throws EngineError. */
export const readPort = (text: string, option: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new EngineError(`${option} takes a port from 0 (any free one) to 65535, not "${text}"`);
  return port;
};

/** Reads the options of a command that starts an engine; a relative folder is one of the caller's. Throws EngineError. */
export const readEngineCommand = (defaultDataDir: string, args = process.argv.slice(2)): EngineCommand => {
  const { values } = parseArgs({ args, options: ENGINE_OPTIONS });
  return {
    port: readPort(values.port, '--port'),
    awsPort: readPort(values['aws-port'], '--aws-port'),
    dataDir: resolve(process.env.INIT_CWD ?? process.cwd(), values.data ?? defaultDataDir),
    fresh: values.fresh,
    verbose: values.verbose,
    quotas: values.quotas,
  };
};
