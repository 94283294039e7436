import { wildcardExpression } from '../../kit/wildcards.ts';

/** What a behaviour's path pattern matches: `*` any characters, `?` one; case counts, and a leading slash may be missing.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern */
export const toPattern = (pattern: string): RegExp => wildcardExpression(pattern.replace(/^\/?/, '/'), '*?');

/** The path by which a behaviour is chosen: without `.` and `..`, so that no detour reaches another behaviour. The origin gets
 * the path as it came. */
export const normalise = (path: string): string => {
  try {
    return new URL(`http://host${path}`).pathname;
  } catch {
    return path;
  }
};
