/** For tests that run an engine: throw-away engines, assemblies to give them, and what they did. */
export { systemClock } from '../kit/clock.ts';
export { compileFilterPattern } from '../services/logs/filter-pattern.ts';
export { writeAssembly } from './assembly.ts';
export { type ChildEngine, startChildEngine } from './child-engine.ts';
export { clockAhead, createManualClock, type ManualClock } from './clock.ts';
export { clientSettings, startTestEngine, until } from './engine.ts';
export { type InboxMail, inboxOf } from './inbox.ts';
export { detailsOf, type HistoryEvent, type States, startStates, succeeded, task, threw } from './states.ts';
export { changedAssembly, type Grant, grantsOf, readTemplate, revoke, type Template } from './template.ts';
