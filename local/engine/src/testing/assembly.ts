import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a cloud assembly of one stack, as `cdk synth` does, into a fresh temporary folder. */
export const writeAssembly = (
  template: Record<string, unknown>,
  assets: Record<string, Record<string, string>> = {},
): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const files: Record<string, unknown> = {};
  for (const [key, contents] of Object.entries(assets)) {
    mkdirSync(join(folder, `asset.${key}`));
    for (const [file, text] of Object.entries(contents)) writeFileSync(join(folder, `asset.${key}`, file), text);
    files[key] = {
      source: { path: `asset.${key}`, packaging: 'zip' },
      destinations: { current: { objectKey: `${key}.zip` } },
    };
  }
  const write = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
  write('manifest.json', {
    version: '48.0.0',
    artifacts: {
      'Test.assets': { type: 'cdk:asset-manifest', properties: { file: 'Test.assets.json' } },
      Test: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } },
    },
  });
  write('Test.assets.json', { version: '48.0.0', files });
  write('Test.template.json', template);
  return folder;
};
