/** What the smoke test found wrong, in one line. */
export class SmokeFailure extends Error {
  override readonly name = 'SmokeFailure';
}
