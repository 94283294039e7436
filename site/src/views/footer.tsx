import { contactOf } from '../../../lambdas/core/contract/shop.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { LEGAL_PAGES } from './legal/legal-pages.ts';
import { useShop } from './shop-context.ts';
import { useNotes, useSay } from './words.tsx';

/** What stands below every page: as in the mails, how to reach a person, and what the law wants. */
export const Footer = () => {
  const { settings } = useShop();
  const say = useSay();
  const { legalLines } = useNotes();
  const contact = contactOf(settings);
  return (
    <footer class="footer">
      <p>{say('noPayments')}</p>
      <nav aria-label={say('nav.about')}>
        <ul>
          {LEGAL_PAGES.map((page) => (
            <li key={page}>
              <a href={`/${page}`}>{say(`nav.${page}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      {contact && (
        <p>
          {say('questions')} <a href={contact.url}>{contact.text}</a>
        </p>
      )}
      {legalLines.length > 0 && (
        <p>
          {legalLines.map((line) => (
            <span class="legal-line" key={line}>
              {line}
            </span>
          ))}
        </p>
      )}
      <LanguageSwitch />
    </footer>
  );
};
