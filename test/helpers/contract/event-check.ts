import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { closed, sayFaults } from './closed.ts';

const announcementSchema = z.looseObject({ eventType: z.string() });
const schemaSchema = z.looseObject({ title: z.string() });

/** Makes the check of announcements against the schemas of all of them, each titled with its type: it gives what is wrong with
 * one, or undefined. */
export const createEventCheck = (schemas: readonly unknown[]) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const byType = new Map<string, ValidateFunction>(
    schemas.map((schema) => {
      const known: AnySchemaObject = closed(schemaSchema.parse(schema));
      return [known.title, ajv.compile(known)];
    }),
  );
  return (text: string): string | undefined => {
    const { eventType } = announcementSchema.parse(JSON.parse(text));
    const validate = byType.get(eventType);
    if (!validate) return `${eventType}: the contract has no such event`;
    return validate(JSON.parse(text)) ? undefined : `${eventType}: ${sayFaults(validate.errors, 'event')}`;
  };
};
