import { EngineError } from '../../../aws-error.ts';
import { own } from '../../../kit/own.ts';

/** How values take the place of the markers of one source. */
interface MarkersConfig {
  readonly jsonEscape: boolean;
  readonly markerEncodings: Readonly<Record<string, string>>;
}

/** Puts the deployment's values in the place of a file's markers, byte for byte as CDK's provider does: the rest of the file
 * need not be text. */
export const replaceMarkers = (
  file: Buffer,
  markers: Readonly<Record<string, unknown>>,
  config: MarkersConfig,
): Buffer => {
  let text = file.toString('latin1');
  for (const [marker, value] of Object.entries(markers)) {
    text = text.replaceAll(bytesOf(marker), () => bytesOf(encode(marker, asCloudFormationSends(value), config)));
  }
  return Buffer.from(text, 'latin1');
};

const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** CloudFormation turns the numbers and booleans of a custom resource's properties into strings. */
const asCloudFormationSends = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asCloudFormationSends);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asCloudFormationSends(item)]));
  }
  return String(value);
};

const encode = (marker: string, value: unknown, { jsonEscape, markerEncodings }: MarkersConfig): string => {
  const encoding = own(markerEncodings, marker) ?? (jsonEscape ? 'UNQUOTED_JSON_VALUE' : 'LITERAL');
  if (encoding === 'JSON_VALUE') return JSON.stringify(value);
  if (encoding === 'UNQUOTED_JSON_VALUE') return JSON.stringify(value).replace(/^"(.*)"$/s, '$1');
  if (encoding !== 'LITERAL' && encoding !== 'YAML_STRING')
    throw new EngineError(`marker encoding ${encoding} is not emulated`);
  if (typeof value !== 'string') throw new EngineError(`marker ${marker} stands for no string`);
  return encoding === 'LITERAL' || isPlainYaml(value) ? value : JSON.stringify(value);
};

const isPlainYaml = (value: string): boolean =>
  /^[A-Za-z][A-Za-z0-9._-]*$/.test(value) && !/^(y|n|yes|no|true|false|on|off|null)$/i.test(value);
