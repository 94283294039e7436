import { type Contact, contactOf } from '../../../../lambdas/core/contract/shop.ts';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { useNotes, useSay } from '../words.tsx';
import { Passage } from './passage.tsx';

const Reach = ({ contact }: { contact: Contact | undefined }) => {
  const say = useSay();
  if (contact === undefined) return <Passage text={say('contact.none')} />;
  return (
    <p>
      {say(contact.kind === 'mail' ? 'contact.write' : 'contact.page')} <a href={contact.url}>{contact.text}</a>
    </p>
  );
};

/** `/contact`: how a person is reached. */
export const ContactPage = () => {
  const { settings } = useShop();
  const { legalLines } = useNotes();
  const say = useSay();
  return (
    <Page title={say('contact.title')}>
      <div class="prose">
        <p class="lead">{say('contact.lead')}</p>
        <Reach contact={contactOf(settings)} />
        <p>{say('contact.order')}</p>
        <p>{say('contact.cancel')}</p>
        {legalLines.length > 0 && (
          <>
            <h2>{say('contact.who')}</h2>
            {legalLines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </>
        )}
      </div>
    </Page>
  );
};
