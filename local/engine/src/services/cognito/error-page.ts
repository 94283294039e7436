import { escapeHtml } from '../../kit/escape.ts';
import type { HttpResponse } from '../../service.ts';
import { hostedPage } from './html.ts';

/** A page that says what went wrong and what to do; `look` is the pool's style sheet. */
export const errorPage = (title: string, detail: string, status = 400, look?: string): HttpResponse =>
  hostedPage(
    status,
    title,
    `<h1>${escapeHtml(title)}</h1>
<p role="alert">${escapeHtml(detail)}</p>
<p class="quiet">Go back to the site and sign in again from there.</p>`,
    { look },
  );
