import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { synthesize } from '../../cdk/operations/preflight/synthesize.ts';
import { contractFiles } from './files.ts';

const root = resolve(import.meta.dirname, '../..');

/** `npm run contract`: writes the contract's files anew, from the schemas and the template of stage dev. */
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
for (const [path, text] of contractFiles(synthesize({}).template, version)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
