import ajvDraft04 from 'ajv-draft-04';

/** JSON schema draft 4, which is what models are written in. (The package is CommonJS: its class is both the module and its
 * `default`.) */
export const AjvDraft04 = ajvDraft04.default;
export type { ValidateFunction } from 'ajv';
