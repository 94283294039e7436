import { AwsError } from '../../aws-error.ts';
import type { Access, Engine } from '../../service.ts';
import type { LogGroups } from './groups.ts';
import type { Journal } from './journal.ts';

/** What the operations share. */
export interface LogsContext {
  readonly engine: Engine;
  readonly groups: LogGroups;
  readonly journal: Journal;
  /** Without the `:*` that policies and templates add. */
  arnOf(group: string): string;
  /** The group that a request names, by name or ARN. Throws InvalidParameterException. */
  nameOf(input: { logGroupName?: string | null | undefined; logGroupIdentifier?: string | null | undefined }): string;
  access(action: string, group: string, stream?: string): readonly Access[];
}

export const createLogsContext = (engine: Engine, groups: LogGroups, journal: Journal): LogsContext => {
  const arnOf = (group: string): string => `arn:aws:logs:${engine.region}:${engine.accountId}:log-group:${group}`;
  return {
    engine,
    groups,
    journal,
    arnOf,
    nameOf: ({ logGroupName, logGroupIdentifier }) => {
      const name =
        logGroupName ?? logGroupIdentifier?.replace(/^arn:[^:]+:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');
      if (!name) throw new AwsError('InvalidParameterException', 'A log group name or identifier is required.');
      return name;
    },
    access: (action, group, stream = '') => [
      { action: `logs:${action}`, resource: group === '*' ? '*' : `${arnOf(group)}:log-stream:${stream}` },
    ],
  };
};
