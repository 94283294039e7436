import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { compute } from './compute.ts';
import { edge } from './edge.ts';
import { monitoring } from './monitoring.ts';
import type { TypeSchemas } from './schema.ts';
import { storage } from './storage.ts';

const schemas: TypeSchemas = { ...compute, ...edge, ...monitoring, ...storage };

// CloudFormation takes numbers and booleans as text too.
const ajv = new Ajv({ coerceTypes: true, strict: false, verbose: true });
const compiled = new Map<string, ValidateFunction>();

const validatorOf = (type: string): ValidateFunction | undefined => {
  const schema = schemas[type];
  if (!schema) return undefined;
  const known = compiled.get(type) ?? ajv.compile({ type: 'object', ...schema });
  compiled.set(type, known);
  return known;
};

/** What CloudFormation says of properties that break their type's schema, before anything is created; undefined where none does. */
export const invalidity = (type: string, properties: Readonly<Record<string, unknown>>): string | undefined => {
  const validate = validatorOf(type);
  if (!validate || validate(structuredClone(properties))) return undefined;
  const error = validate.errors?.at(-1);
  return error && `Properties validation failed with message: [${said(error)}]`;
};

/** In CloudFormation's words. */
const said = ({ instancePath, keyword, params, data }: ErrorObject): string => {
  const at = `#${instancePath}`;
  const size = Array.isArray(data) ? data.length : String(data).length;
  switch (keyword) {
    case 'required':
      return `${at}: required key [${params.missingProperty}] not found`;
    case 'type':
      return `${at}: expected type: ${params.type}`;
    case 'minimum':
      return `${at}: ${data} is not greater or equal to ${params.limit}`;
    case 'maximum':
      return `${at}: ${data} is not less or equal to ${params.limit}`;
    case 'maxLength':
    case 'minLength':
      return `${at}: expected ${keyword}: ${params.limit}, actual: ${size}`;
    case 'maxItems':
    case 'minItems':
      return `${at}: expected ${keyword === 'maxItems' ? 'maximum' : 'minimum'} item count: ${params.limit}, found: ${size}`;
    default:
      return `${at}: failed validation constraint for keyword [${keyword}]`;
  }
};
