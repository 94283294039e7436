import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EngineError, fail } from 'local-aws';
import { requireRunning } from 'local-aws/client';
import { signInAs } from './sign-in-as.ts';

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: resolve(import.meta.dirname, '../.local') },
      password: { type: 'string' },
    },
  });
  const [email] = positionals;
  if (!email) throw new EngineError('usage: npm run --silent token -- EMAIL [--password PASSWORD] [--data DIR]');
  const running = await requireRunning(resolve(process.env.INIT_CWD ?? process.cwd(), values.data));
  console.log(await signInAs(running, email, values.password));
};

await main().catch(fail);
