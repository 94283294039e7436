import { parseArgs } from 'node:util';
import { SmokeFailure } from './failure.ts';
import { smoke } from './smoke.ts';

const USAGE = `usage: npm run smoke -- URL [--closed API-URL] [--patience SECONDS]
  On AWS it orders with the ID token in SMOKE_TOKEN, which "stage.sh smoke" gets through the client SmokeClientId of a
  stack that was deployed with -c smokeClient=true; on a laptop, without one, it signs in as the ready-made shopper.`;

const main = async (): Promise<void> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { closed: { type: 'string' }, patience: { type: 'string', default: '60' } },
  });
  const [url = ''] = positionals;
  if (!URL.canParse(url)) throw new SmokeFailure(USAGE);
  const { SMOKE_TOKEN: token } = process.env;
  const isLocal = ['localhost', '127.0.0.1'].includes(new URL(url).hostname);
  if (!token && !isLocal) throw new SmokeFailure(USAGE);
  const startedAt = performance.now();
  await smoke({
    url,
    ...(token && { token }),
    ...(values.closed && { closedUrl: values.closed }),
    patienceSeconds: Number(values.patience),
    say: (line) => console.log(`${(performance.now() - startedAt).toFixed(0).padStart(6)} ms  ${line}`),
  });
};

await main().catch((error: unknown) => {
  console.error(error instanceof SmokeFailure ? error.message : error);
  process.exitCode = 1;
});
