import type { Mailbox } from '../../kit/mailbox.ts';
import type { Access, Engine } from '../../service.ts';
import type { ChosenFates } from './outcomes/chosen-fates.ts';
import type { Course } from './outcomes/course.ts';
import type { Transport } from './outcomes/transport.ts';
import type { Registry } from './registry.ts';

/** What the operations work on. */
export interface Ses {
  readonly engine: Engine;
  readonly registry: Registry;
  readonly mailbox: Mailbox;
  readonly course: Course;
  readonly transport: Transport;
  readonly fates: ChosenFates;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html */
export const on = (action: string, resource = '*'): readonly Access[] => [{ action: `ses:${action}`, resource }];
