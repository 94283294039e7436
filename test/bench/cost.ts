import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { buildApp } from '../../cdk/app.ts';
import { unitsSchema } from './cost-model.ts';
import { costTable } from './cost-tables.ts';
import { inventoryOf } from './inventory.ts';
import { replaceBetween } from './markdown.ts';

const docs = resolve(import.meta.dirname, '../../docs');

/** Prod with everything that costs something; from the bundles of the last build. */
const synthesize = () => {
  process.env.CDK_VALIDATION ??= 'false';
  const outdir = mkdtempSync(join(tmpdir(), 'cost-'));
  try {
    const context = { stage: 'prod', senderAddress: 'shop@example.com', operationsAddress: 'operations@example.com' };
    const [stack] = buildApp({ context, outdir }).synth().stacks;
    if (!stack) throw new Error('the app has no stack');
    return stack.template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

const measured = z.object({ unitsPerOrder: unitsSchema });
const { unitsPerOrder } = measured.parse(JSON.parse(readFileSync(join(docs, 'measured/units.json'), 'utf8')));
replaceBetween(join(docs, 'cost.md'), 'cost', costTable(unitsPerOrder, inventoryOf(synthesize())));
console.log('docs/cost.md is up to date');
