/** What is taken out of an answer. */
export interface Withholding {
  /** What stands instead of a member; undefined where it stays and is looked through. */
  member(name: string, value: unknown, within: Readonly<Record<string, unknown>>): unknown;
  /** What stands instead of a text that is no JSON. */
  text(text: string): string;
}

const parse = (text: string): { value: unknown } | undefined => {
  if (!/^\s*["[{]/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** Makes a walk through a value that takes members out by their names, also of JSON that stands as a text within another one: so do
 * input, output and causes of an execution. A text out of which nothing is taken stays as it is written. */
export const withholding = ({ member, text }: Withholding): ((value: unknown) => unknown) => {
  const inText = (written: string): string => {
    const json = parse(written);
    if (json === undefined) return text(written);
    const walked = JSON.stringify(walk(json.value));
    return walked === JSON.stringify(json.value) ? written : walked;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const within = { ...value };
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, member(name, each, within) ?? walk(each)]),
    );
  };
  return walk;
};
