import { describe, expect, it } from 'vitest';
import { readEngineCommand } from '../../src/command/options.ts';

describe('the options of a command that starts an engine', () => {
  it('have defaults', () => {
    expect(readEngineCommand('/data', [])).toEqual({
      port: 3000,
      awsPort: 4566,
      dataDir: '/data',
      fresh: false,
      verbose: false,
      quotas: false,
    });
  });

  it.each(['65536', '-1', 'http', '3.5'])('refuse the port %s in one line', (port) => {
    expect(() => readEngineCommand('/data', [`--port=${port}`])).toThrow(
      `--port takes a port from 0 (any free one) to 65535, not "${port}"`,
    );
  });
});
