import { parseArgs } from 'node:util';
import { CONTEXT_KEYS, readConfig, type StageConfig } from '../../config.ts';

/** How the command is called. */
export const usage = `usage: npm run preflight -- [-c key=value ...]   the context that the deployment will have
       npm run preflight -- --permissions        the IAM policy that it needs
  keys: ${CONTEXT_KEYS.join(', ')}
  Asks AWS, with the credentials and in the region that a deployment would use, what would stand in its way. It changes
  nothing. Exit code 1: a fault; 2: called wrongly.`;

/** The command is called wrongly; its message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the command is to do. */
export type Task =
  | { readonly kind: 'help' }
  | { readonly kind: 'permissions' }
  | { readonly kind: 'check'; readonly context: Readonly<Record<string, string>>; readonly config: StageConfig };

/** Throws UsageError, or ConfigError where the context itself is wrong. */
export const readArguments = (args: readonly string[]): Task => {
  const { context = [], help, permissions } = parse(args);
  if (help) return { kind: 'help' };
  if (permissions) return { kind: 'permissions' };
  const read = Object.fromEntries(context.map(readEntry));
  return { kind: 'check', context: read, config: readConfig(read) };
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        context: { type: 'string', short: 'c', multiple: true },
        help: { type: 'boolean', short: 'h' },
        permissions: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}\n${usage}`);
  }
};

const readEntry = (entry: string): [string, string] => {
  const at = entry.indexOf('=');
  if (at < 1) throw new UsageError(`-c ${entry}: a key and a value are missing, as in -c stage=prod`);
  const key = entry.slice(0, at);
  // Keys with a colon are CDK's own. Any other that is misspelt would be without effect, here and in the deployment.
  if (!key.includes(':') && !CONTEXT_KEYS.some((known) => known === key)) {
    throw new UsageError(`-c ${key}: there is no such key, only ${CONTEXT_KEYS.join(', ')}`);
  }
  return [key, entry.slice(at + 1)];
};
