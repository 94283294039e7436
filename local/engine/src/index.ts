/** The engine's door: what a program that runs a cloud assembly needs, and nothing of the services behind it. */

export { ACCOUNT as account } from './account.ts';
export { AwsError, EngineError } from './aws-error.ts';
export { claimDataFolder } from './command/claim-data-folder.ts';
export { fail } from './command/fail.ts';
export { logPrinter } from './command/log-printer.ts';
export { type EngineCommand, readEngineCommand, readPort } from './command/options.ts';
export { runUntilStopped } from './command/run-until-stopped.ts';
export { stopOnSignal } from './command/stop-on-signal.ts';
export { emptyDataFolder, makeDataFolder } from './data-folder.ts';
export type { DataLock } from './data-lock.ts';
export { type BuildProcess, type BuildReport, startBuildProcess } from './dev/build-process.ts';
export { openInspector } from './dev/inspect.ts';
export { createLiveAssembly, type LiveAssembly } from './dev/live-assembly.ts';
export { createTurns, type Turns } from './dev/turns.ts';
export { watchFiles } from './dev/watch-files.ts';
export type { Interceptor, PassingCall } from './dispatch.ts';
export { type EngineOptions, type RunningEngine, startEngine } from './engine.ts';
export { AWS_QUOTAS as awsQuotas, type Quotas, scaleQuotas } from './quotas.ts';
export type { Pages } from './service.ts';
export { buildApp, type CdkApp, synthesizeApp } from './synthesis/app-command.ts';
export { fingerprint } from './synthesis/fingerprint.ts';
export { isMadeFrom, makeFolder } from './synthesis/stamped-folder.ts';
export type { Change } from './template/plan.ts';
