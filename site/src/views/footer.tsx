import { contactOf } from '../../../lambdas/core/contract/shop.ts';
import { NO_PAYMENTS } from '../../../lambdas/core/contract/words.ts';
import { LEGAL_PAGES, LEGAL_WORDS } from './legal/legal-words.ts';
import { useShop } from './shop-context.ts';

/** What stands below every page: as in the mails, how to reach a person, and what the law wants. */
export const Footer = () => {
  const { settings } = useShop();
  const contact = contactOf(settings);
  return (
    <footer class="footer">
      <p>{NO_PAYMENTS}</p>
      <nav aria-label={LEGAL_WORDS.navigation}>
        <ul>
          {LEGAL_PAGES.map(([path, name]) => (
            <li key={path}>
              <a href={path}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      {contact && (
        <p>
          Questions? <a href={contact.url}>{contact.text}</a>
        </p>
      )}
      {settings.legalLines.length > 0 && (
        <p>
          {settings.legalLines.map((line) => (
            <span class="legal-line" key={line}>
              {line}
            </span>
          ))}
        </p>
      )}
    </footer>
  );
};
