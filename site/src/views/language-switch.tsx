import { LANGUAGES, type Language } from '../../../lambdas/core/contract/language.ts';
import { useShop } from './shop-context.ts';
import { useWords } from './words.tsx';

/** Each language by its own name: whoever looks for it may not read the others. */
const NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** The languages that the pages can be in, to choose from. */
export const LanguageSwitch = () => {
  const { languages, announcer } = useShop();
  const { language: current, say } = useWords();
  const choose = async (language: Language): Promise<void> => {
    if (language !== current && !(await languages.choose(language))) announcer.say(say('otherLanguage'));
  };
  return (
    <nav class="languages" aria-label={say('nav.language')}>
      <ul>
        {LANGUAGES.map((language) => (
          <li key={language}>
            <button
              type="button"
              lang={language}
              aria-current={language === current ? 'true' : undefined}
              onClick={() => choose(language)}
            >
              {NAMES[language]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
};
