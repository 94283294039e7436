import { spawn } from 'node:child_process';
import { until } from 'local-aws/testing';

/** Commands of a document, and what they should show: `output` of their own, `dev` in the terminal of `npm run dev`. */
export interface TourStep {
  readonly commands: string;
  readonly output: readonly string[];
  readonly dev: readonly string[];
}

/** A section of a document that has commands. */
export interface TourSection {
  readonly heading: string;
  readonly steps: readonly TourStep[];
}

const linesOf = (block: string): string[] => block.split('\n').filter((line) => line !== '');

/** The commands of a document by section: each ```sh block with the ```text and ```text dev blocks that follow it. */
export const sectionsOf = (markdown: string): TourSection[] =>
  markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const steps: TourStep[] = [];
      for (const [, language = '', block = ''] of section.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)) {
        const last = steps.pop() ?? { commands: '', output: [], dev: [] };
        if (language === 'sh') steps.push(...(last.commands ? [last] : []), { commands: block, output: [], dev: [] });
        else if (language === 'text') steps.push({ ...last, output: linesOf(block) });
        else if (language === 'text dev') steps.push({ ...last, dev: linesOf(block) });
        else throw new Error(`a block of the tour is neither sh, text nor text dev but "${language}"`);
      }
      return { heading: section.split('\n', 1)[0] ?? '', steps };
    })
    .filter(({ steps }) => steps.length > 0);

const literally = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Of some lines in which `…` stands for anything, those that a text does not have. */
export const missingIn = (text: string, lines: readonly string[]): string[] => {
  const printed = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => {
    const pattern = new RegExp(`^${line.trim().split('…').map(literally).join('.*')}$`);
    return !printed.some((one) => pattern.test(one));
  });
};

/** Whether commands change nothing, so that they can be given again until they show what they should. */
export const onlyLook = (commands: string): boolean =>
  linesOf(commands).every((line) => /^(ask|curl) /.test(line) && !/ -d /.test(line));

/** `npm` alone takes seconds on a busy machine. */
const RUN_SECONDS = 60;

/** A terminal: a shell in a folder, which keeps what it was told from one block of commands to the next. */
export const openTerminal = (folder: string) => {
  const shell = spawn('bash', ['--noprofile', '--norc', '-euo', 'pipefail'], { cwd: folder, detached: true });
  let printed = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const ended = new Promise<void>((settle) => void shell.once('close', () => settle()));
  let count = 0;
  return {
    /** What the commands print. Throws where one of them fails. */
    run: async (commands: string): Promise<string> => {
      const from = printed.length;
      count += 1;
      const end = `--- ${count} is done\n`;
      // Not its own input: what a command reads of that would be the next commands.
      shell.stdin.write(`{\n${commands}\n} </dev/null\necho; echo '${end.trim()}'\n`);
      const finished = (): boolean => {
        if (shell.exitCode !== null) throw new Error(`${commands} failed:\n${printed.slice(from)}`);
        return printed.endsWith(end);
      };
      await until(`the terminal has run ${commands}`, finished, RUN_SECONDS);
      return printed.slice(from, -end.length);
    },
    close: async (): Promise<void> => {
      if (shell.exitCode === null && shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
      await ended;
    },
  };
};

/** What {@link openTerminal} gives. */
export type Terminal = ReturnType<typeof openTerminal>;
