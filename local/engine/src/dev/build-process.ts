import { fork } from 'node:child_process';
import { EngineError } from '../aws-error.ts';

/** What a build of functions tells of one change. */
export interface BuildReport {
  /** The folders of the functions that are different now, by name. */
  readonly built: Readonly<Record<string, string>>;
  /** What could not be built, a line each. */
  readonly errors: readonly string[];
  /** Whether something that the template is made of is different. */
  readonly template: boolean;
}

/** A build that stands by. */
export interface BuildProcess {
  /** What the first build, of all functions, came to. */
  readonly first: Promise<BuildReport>;
  /** Builds what these files have changed. */
  rebuild(files: readonly string[]): void;
}

/** Starts a script that is sent lists of changed files, the first of them empty, and answers with reports; `onReport` gets those
 * after the first. It ends with this process. */
export const startBuildProcess = (
  script: string,
  args: readonly string[],
  onReport: (report: BuildReport) => void,
): BuildProcess => {
  const child = fork(script, [...args], { execArgv: [] });
  const first = new Promise<BuildReport>((settle, reject) => {
    child.once('error', reject).once('exit', () => reject(new EngineError(`${script} has ended`)));
    child.once('message', (report: BuildReport) => {
      settle(report);
      child.on('message', onReport);
    });
  });
  const rebuild = (files: readonly string[]): void => {
    if (child.connected) child.send([...files]);
  };
  rebuild([]);
  return { first, rebuild };
};
