import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** An engine in a process of its own, to be killed. */
export interface ChildEngine {
  readonly awsOrigin: string;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
}

const program = `
  import { startEngine } from ${JSON.stringify(new URL('../engine.ts', import.meta.url).href)};
  const engine = await startEngine({ dataDir: process.argv[1], port: 0, awsPort: 0, onLog: () => {} });
  console.log(engine.awsOrigin.replace('localhost', '127.0.0.1'));
`;

/** Starts an empty engine on a data folder. */
export const startChildEngine = async (dataDir: string): Promise<ChildEngine> => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program, dataDir],
    { cwd: fileURLToPath(new URL('../../..', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  return {
    awsOrigin: await firstLine(child),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the engine ended with code ${code}`)));
  });
