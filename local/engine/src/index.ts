/** The engine's door: what a program that runs a cloud assembly needs, and nothing of the services behind it. */
export { AwsError, EngineError } from './aws-error.ts';
export { emptyDataFolder, makeDataFolder } from './data-folder.ts';
export type { Interceptor, PassingCall } from './dispatch.ts';
export { account, type EngineOptions, type RunningEngine, startEngine } from './engine.ts';
export { awsQuotas, type Quotas, scaleQuotas } from './quotas.ts';
export type { Pages } from './service.ts';
export type { Change } from './template/plan.ts';
