import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiveAssembly } from '../../src/dev/live-assembly.ts';
import { startTestEngine } from '../../src/testing/engine.ts';
import { stackOf } from '../services/lambda/stack.ts';

const code = (text: string): string => `export const handler = async () => '${text} ' + (process.env.COLOUR ?? '');`;
const stack = (colour?: string): string =>
  stackOf({
    Greet: { code: code('hello'), properties: { ...(colour && { Environment: { Variables: { COLOUR: colour } } }) } },
    Part: { code: code('goodbye') },
  });
const folderOf = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.mjs'), code(text));
  return folder;
};

describe('a live assembly', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  let live: ReturnType<typeof createLiveAssembly>;
  const folders = new Map([
    ['greet', folderOf('hello')],
    ['part', folderOf('goodbye')],
  ]);
  beforeEach(async () => {
    const assembly = stack();
    engine = await startTestEngine({ assembly });
    live = createLiveAssembly({ engine, assembly, folders, workDir: mkdtempSync(join(tmpdir(), 'live-')) });
  });
  afterEach(() => engine.dispose());

  const answerOf = async (FunctionName: string): Promise<string> => {
    const { Payload } = await engine.call<{ Payload: string }>('lambda', 'Invoke', { FunctionName });
    return JSON.parse(Payload);
  };

  it('runs a folder in the place of the asset that was made of another, and nothing else changes', async () => {
    const changes = await live.replace(new Map([['greet', folderOf('hi')]]));
    expect(changes).toEqual([{ kind: 'changed', logicalId: 'Greet', type: 'AWS::Lambda::Function' }]);
    expect([await answerOf('Greet'), await answerOf('Part')]).toEqual(['hi ', 'goodbye ']);
  });

  it('keeps what was replaced when the template changes', async () => {
    await live.replace(new Map([['greet', folderOf('hi')]]));
    await live.replace(new Map([['part', folderOf('bye')]]));
    await live.become(stack('red'), folders);
    expect([await answerOf('Greet'), await answerOf('Part')]).toEqual(['hi red', 'bye ']);
  });

  it('says when the template has no such function', async () => {
    await expect(live.replace(new Map([['other', folderOf('x')]]))).rejects.toThrow(
      'other is no function of the template yet',
    );
    expect(await answerOf('Greet')).toBe('hello ');
  });
});
