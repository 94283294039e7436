import { AwsError } from '../../aws-error.ts';
import type { BusEvent } from './event.ts';

/** Where a rule sends what it matches. */
export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly deadLetterArn?: string | undefined;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** JSON that the target gets in place of the event. */
  readonly input?: string | undefined;
  readonly inputPath?: string | undefined;
  readonly inputTransformer?:
    | { readonly paths: Readonly<Record<string, string>>; readonly template: string }
    | undefined;
}

/** A rule on the default event bus. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly description?: string | undefined;
  readonly enabled: boolean;
  /** As the template has it. */
  readonly eventPattern: Readonly<Record<string, unknown>>;
  readonly matches: (event: unknown) => boolean;
  readonly targets: readonly Target[];
}

/** The rules, which each start provisions anew. */
export const createRules = () => {
  const byName = new Map<string, Rule>();
  return {
    save: (rule: Rule): void => void byName.set(rule.name, rule),
    remove: (name: string): void => void byName.delete(name),
    list: (): readonly Rule[] => [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    /** Throws ResourceNotFoundException. */
    get: (name: string): Rule => {
      const rule = byName.get(name);
      if (!rule) {
        throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
      }
      return rule;
    },
    target: (ruleName: string, targetId: string): { rule: Rule; target: Target } | undefined => {
      const rule = byName.get(ruleName);
      const target = rule?.targets.find(({ id }) => id === targetId);
      return rule && target && { rule, target };
    },
    /** Every target of each enabled rule that an event matches. */
    matching: (event: BusEvent): readonly { rule: Rule; target: Target }[] =>
      [...byName.values()]
        .filter((rule) => rule.enabled && rule.matches(event))
        .flatMap((rule) => rule.targets.map((target) => ({ rule, target }))),
  };
};

export type Rules = ReturnType<typeof createRules>;
