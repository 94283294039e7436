import { escapeHtml } from '../../../kit/escape.ts';
import { CHOICES, type Choice, type ChosenFates } from '../outcomes/chosen-fates.ts';

const WORDS: Readonly<Record<Choice, string>> = {
  deliver: 'be delivered',
  bounce: 'bounce',
  complain: 'be marked as spam',
  delay: 'be delayed by half a minute',
};

/** What is to become of coming mails, by their address: the form, and what was chosen. */
export const fatesSection = (fates: ChosenFates): string => `<details><summary>What becomes of coming mails</summary>
<p class="muted">Mails are delivered, unless something else is chosen here or their address is of the mailbox simulator.</p>
<form method="post" action="/inbox/fates">
<label>Mails to<input type="email" name="address" required autocomplete="off"></label>
<label>shall<select name="fate">${CHOICES.map((fate) => `<option value="${fate}">${WORDS[fate]}</option>`).join('')}</select></label>
<button>Choose</button>
</form>
${list(fates)}
</details>`;

const list = (fates: ChosenFates): string => {
  const items = fates
    .list()
    .map(({ address, fate }) => `<li>Mails to ${escapeHtml(address)} shall ${WORDS[fate]}.</li>`)
    .join('');
  return items === '' ? '' : `<ul>${items}</ul>`;
};
