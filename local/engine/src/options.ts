import type { Interceptor } from './dispatch.ts';
import type { Clock } from './kit/clock.ts';
import type { Quotas } from './quotas.ts';
import type { Pages } from './service.ts';
import type { Change } from './template/plan.ts';

/** What an engine is started with. */
export interface EngineOptions {
  /** A synthesized cloud assembly (`cdk.out`); without one, the engine starts empty. */
  readonly assembly?: string;
  /** Where state lives. */
  readonly dataDir: string;
  /** Of the site and its API; 0 picks a free one. */
  readonly port: number;
  /** Of the AWS endpoint; 0 picks a free one. */
  readonly awsPort: number;
  /** Faults: runs before each operation. */
  readonly intercept?: Interceptor;
  /** What the account may do; without them, whatever the machine can. */
  readonly quotas?: Quotas;
  /** Tests move it; by default the machine's. */
  readonly clock?: Clock;
  /** A folder of source maps, each named for the SHA-256 of its bundle (`<hex>.map`): what functions log and fail with then
   * names sources. */
  readonly sourceMaps?: string;
  /** Functions may take any time, because a debugger holds them. */
  readonly debugging?: boolean;
  /** Serves pages from their sources, in the place of those a distribution has in its bucket. */
  readonly pages?: Pages;
  readonly onProgress?: (line: string) => void;
  readonly onLog?: (source: string, line: string) => void;
}

/** A running engine. */
export interface RunningEngine {
  readonly siteOrigin: string;
  readonly awsOrigin: string;
  /** What the template declared that has no effect here, one line a type. */
  readonly declared: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Counted calls and billing units since the start. */
  usage(): Readonly<Record<string, number>>;
  /** Calls an operation as the operator, or as a session of a role. */
  call<O = unknown>(service: string, operation: string, input: unknown, roleArn?: string): Promise<O>;
  /** Brings what runs to another assembly of the same stack, in place and with all its state: provisions what differs, removes
   * what is gone. Calls and executions that are under way end as they began. Gives what changed. Throws EngineError for what is
   * not emulated or cannot be changed in place; then everything stands as before. */
  update(assembly: string): Promise<readonly Change[]>;
  stop(): Promise<void>;
}
