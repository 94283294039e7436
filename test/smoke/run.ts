import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SmokeFailure } from './failure.ts';
import { smoke } from './smoke.ts';

const usage = `usage: npm run smoke -- URL [--closed API-URL] [--patience SECONDS]
  On AWS it signs in as SMOKE_EMAIL with SMOKE_PASSWORD through the client SMOKE_CLIENT_ID (output SmokeClientId of a
  stack that was deployed with -c smokeClient=true); on a laptop, without these, as the ready-made shopper.`;

const userSchema = z.object({ SMOKE_CLIENT_ID: z.string(), SMOKE_EMAIL: z.string(), SMOKE_PASSWORD: z.string() });

const main = async (): Promise<void> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { closed: { type: 'string' }, patience: { type: 'string', default: '60' } },
  });
  const [url = ''] = positionals;
  if (!URL.canParse(url)) throw new SmokeFailure(usage);
  const env = userSchema.safeParse(process.env);
  const isLocal = ['localhost', '127.0.0.1'].includes(new URL(url).hostname);
  if (!env.success && !isLocal) throw new SmokeFailure(usage);
  const startedAt = performance.now();
  await smoke({
    url,
    ...(env.success && {
      user: {
        clientId: env.data.SMOKE_CLIENT_ID,
        email: env.data.SMOKE_EMAIL,
        password: env.data.SMOKE_PASSWORD,
      },
    }),
    ...(values.closed && { closedUrl: values.closed }),
    patienceSeconds: Number(values.patience),
    say: (line) => console.log(`${(performance.now() - startedAt).toFixed(0).padStart(6)} ms  ${line}`),
  });
};

await main().catch((error: unknown) => {
  console.error(error instanceof SmokeFailure ? error.message : error);
  process.exitCode = 1;
});
