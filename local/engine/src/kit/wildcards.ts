/** A text as the source of a regular expression that matches it and nothing else. */
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What wildcards stand for: `*` any characters, also none; `?` one. */
const MEANINGS: Readonly<Record<string, string>> = { '*': '.*', '?': '.' };

/** The expression that matches a whole text; `wild` says which wildcards the pattern's language has, and `\*` stands for an
 * asterisk and `\\` for a backslash where `escapes` says so. */
export const wildcardExpression = (pattern: string, wild: '*' | '*?', escapes = false): RegExp => {
  const source = (escapes ? pattern.split(/(\\\\|\\\*|[*?])/) : pattern.split(/([*?])/)).map((piece) => {
    if (escapes && (piece === '\\*' || piece === '\\\\')) return piece;
    return piece !== '' && wild.includes(piece) ? (MEANINGS[piece] ?? literal(piece)) : literal(piece);
  });
  return new RegExp(`^${source.join('')}$`, 's');
};

const patterns = new Map<string, RegExp>();
/** Whether a text fits a pattern of IAM: `*` any characters, `?` one. */
export const like = (pattern: string, value: string): boolean => {
  if (pattern === '*' || pattern === value) return true;
  if (!pattern.includes('*') && !pattern.includes('?')) return false;
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = wildcardExpression(pattern, '*?');
    patterns.set(pattern, expression);
  }
  return expression.test(value);
};
