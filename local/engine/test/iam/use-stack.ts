import { rmSync } from 'node:fs';
import { afterEach } from 'vitest';
import type { EngineOptions } from '../../src/engine.ts';
import { writeAssembly } from '../../src/testing/assembly.ts';
import { startTestEngine } from '../../src/testing/engine.ts';

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;
type TestEngine = Awaited<ReturnType<typeof startTestEngine>>;

const ACCOUNT_ID = '000000000000';
export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT_ID}:role/${name}`;

/** A role; `statements` are what it may. */
export const roleOf = (RoleName: string, statements: readonly object[], more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName,
    AssumeRolePolicyDocument: trusting('lambda.amazonaws.com'),
    Policies:
      statements.length === 0
        ? []
        : [{ PolicyName: 'inline', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    ...more,
  },
});

/** A trust policy. */
export const trusting = (service: string, condition?: object) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: service },
      ...(condition && { Condition: condition }),
    },
  ],
});

export const allow = (Action: string | string[], Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
/** Starts engines with small templates, and ends them after each test. */
export const useStack = () => {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  const written = (folder: string): string => {
    open.push(async () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  };
  const start = async (
    resources: Resources | string,
    options: Partial<EngineOptions> = {},
  ): Promise<TestEngine & { lines: string[] }> => {
    const assembly = written(typeof resources === 'string' ? resources : writeAssembly({ Resources: resources }));
    const lines: string[] = [];
    const engine = await startTestEngine({ assembly, onLog: (_source, line) => lines.push(line), ...options });
    open.unshift(() => engine.dispose());
    let stopped: Promise<void> | undefined;
    const { stop } = engine;
    // A test may stop it, to start another one from its data.
    return Object.assign(engine, { lines, stop: () => (stopped ??= stop()) });
  };
  return {
    start,
    /** The message with which a start is refused; 'started' where it is not. */
    refusal: async (resources: Resources | string): Promise<string> => {
      try {
        await start(resources);
        return 'started';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
};

export const deny = (...given: Parameters<typeof allow>) => ({ ...allow(...given), Effect: 'Deny' });
