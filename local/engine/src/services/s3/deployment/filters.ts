/** Whether `aws s3 sync --exclude ... --include ...` takes a file: the last pattern that matches decides, and the provider puts
 * the includes last. https://docs.aws.amazon.com/cli/latest/reference/s3/#use-of-exclude-and-include-filters */
export const createFilter = (exclude: readonly string[], include: readonly string[]): ((path: string) => boolean) => {
  const excluded = exclude.map(toExpression);
  const included = include.map(toExpression);
  const matches = (expressions: readonly RegExp[], path: string): boolean =>
    expressions.some((expression) => expression.test(path));
  return (path) => matches(included, path) || !matches(excluded, path);
};

/** Python's fnmatch: `*` and `?` match a slash too; `[a-z]` and `[!a-z]` are sets. */
const toExpression = (pattern: string): RegExp => {
  const source = pattern.replace(/\[(!?)([^\]]+)\]|([*?])|([\\^$.|+(){}[\]])/g, (whole, not, set, wild) => {
    if (set !== undefined) return `[${not ? '^' : ''}${set.replaceAll('\\', '\\\\')}]`;
    if (wild !== undefined) return wild === '*' ? '.*' : '.';
    return `\\${whole}`;
  });
  return new RegExp(`^${source}$`, 's');
};
