import { escapeHtml } from '../../kit/escape.ts';
import type { HttpResponse } from '../../service.ts';
import { hostedPage } from './html.ts';
import type { Site } from './pools.ts';

/** What an error page of a pool has beside its words. */
interface ErrorPageOptions {
  /** The pool's style sheet. */
  readonly look?: string | undefined;
  readonly site?: Site | undefined;
}

/** A page that says what went wrong and what to do. */
export const errorPage = (title: string, detail: string, status = 400, options: ErrorPageOptions = {}): HttpResponse =>
  hostedPage(
    status,
    title,
    `<h1>${escapeHtml(title)}</h1>
<p role="alert">${escapeHtml(detail)}</p>
<p class="quiet">Go back to the site and sign in again from there.</p>`,
    options,
  );
