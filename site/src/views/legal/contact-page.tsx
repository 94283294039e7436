import { type Contact, contactOf } from '../../../../lambdas/core/contract/shop.ts';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { CONTACT_WORDS } from './contact-words.ts';
import { Passage } from './passage.tsx';

const Reach = ({ contact }: { contact: Contact | undefined }) => {
  if (contact === undefined) return <Passage text={CONTACT_WORDS.none} />;
  return (
    <p>
      {contact.kind === 'mail' ? CONTACT_WORDS.write : CONTACT_WORDS.page} <a href={contact.url}>{contact.text}</a>
    </p>
  );
};

/** `/contact`: how a person is reached. */
export const ContactPage = () => {
  const { settings } = useShop();
  return (
    <Page title={CONTACT_WORDS.title}>
      <div class="prose">
        <p class="lead">{CONTACT_WORDS.lead}</p>
        <Reach contact={contactOf(settings)} />
        <p>{CONTACT_WORDS.order}</p>
        <p>{CONTACT_WORDS.cancel}</p>
        {settings.legalLines.length > 0 && (
          <>
            <h2>{CONTACT_WORDS.who}</h2>
            {settings.legalLines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </>
        )}
      </div>
    </Page>
  );
};
