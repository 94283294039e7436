import { EngineError } from '../aws-error.ts';

/** Ends a command: one clear line for a mistake of its user, the whole stack for a fault of ours. Exit code 1. */
export const fail = (error: unknown): never => {
  const usage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (error instanceof EngineError || usage) console.error(`error: ${(error as Error).message}`);
  else console.error(error);
  process.exit(1);
};
