import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type BadEnd, badEndSchema } from '../../../../../lambdas/core/contract/failure.ts';
import { machineSchema } from '../../../../../lambdas/core/contract/machine.ts';
import { countOf } from '../../../format/count.ts';
import type { FailureList } from '../../../stores/support/failure-list.ts';
import { useShop } from '../../shop-context.ts';
import { sayFailure } from '../english.tsx';
import { NotAllowed } from '../not-allowed.tsx';
import { isForbidden } from '../support-access.ts';
import { useSupport } from '../support-context.ts';
import { SupportPage } from '../support-page.tsx';
import { AttentionItems } from './attention-items.tsx';
import {
  FAILURE_FIELDS,
  type FailureFields,
  failureFieldsOf,
  failuresAddress,
  failuresQueryOf,
} from './failures-address.ts';
import { SearchField } from './search-field.tsx';

const STATUS_WORDS: Readonly<Record<BadEnd, string>> = {
  FAILED: 'Failed',
  TIMED_OUT: 'Timed out',
  ABORTED: 'Stopped',
};

interface FormProps {
  fields: FailureFields;
  list: FailureList;
  onSearch: (fields: FailureFields) => void;
}

/** Searches as soon as something is chosen; what is typed, once it is sent. */
const Form = ({ fields, list, onSearch }: FormProps) => {
  const form = useRef<HTMLFormElement>(null);
  const send = (): void => {
    if (form.current)
      onSearch(failureFieldsOf(Object.fromEntries(new FormData(form.current)) as Record<string, string>));
  };
  const names = (of: 'state' | 'error'): string[] => [
    ...new Set(list.groups.value.flatMap((group) => group[of] ?? [])),
  ];
  return (
    <form
      key={failuresAddress(fields)}
      ref={form}
      class="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <SearchField id="failure-status" label="Execution">
        <select id="failure-status" name="status" onChange={send}>
          <option value="">Any</option>
          {badEndSchema.options.map((status) => (
            <option key={status} value={status} selected={fields.status === status}>
              {STATUS_WORDS[status]}
            </option>
          ))}
        </select>
      </SearchField>
      <SearchField id="failure-machine" label="Workflow">
        <select id="failure-machine" name="machine" onChange={send}>
          <option value="">Any</option>
          {machineSchema.options.map((machine) => (
            <option key={machine} value={machine} selected={fields.machine === machine}>
              {machine}
            </option>
          ))}
        </select>
      </SearchField>
      {(['state', 'error'] as const).map((name) => (
        <SearchField key={name} id={`failure-${name}`} label={name === 'state' ? 'Failed state' : 'Error'}>
          <input id={`failure-${name}`} name={name} list={`failure-${name}s`} defaultValue={fields[name]} />
          <datalist id={`failure-${name}s`}>
            {names(name).map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </SearchField>
      ))}
      <div class="search-buttons">
        <button type="submit" class="button primary">
          Search
        </button>
        {FAILURE_FIELDS.some((name) => fields[name] !== '') && (
          <a class="button quiet" href="/support/failures">
            Clear
          </a>
        )}
      </div>
    </form>
  );
};

const Failures = () => {
  const { announcer } = useShop();
  const { query, route } = useLocation();
  const support = useSupport();
  const fields = failureFieldsOf(query);
  const list = useMemo(() => support.findFailures(failuresQueryOf(fields)), [failuresAddress(fields)]);
  const found = useRef<HTMLDivElement>(null);
  const items = list.items.value;
  const failure = list.failure.value;

  const more = async (): Promise<void> => {
    const before = list.items.peek()?.length ?? 0;
    const count = await list.more();
    announcer.say(`${countOf(count, 'failure', 'failures')} ${before === 0 ? 'found' : 'more'}.`);
    if (before === 0 || count === 0) return;
    requestAnimationFrame(() => found.current?.querySelectorAll<HTMLElement>('h4 a')[before]?.focus());
  };
  useEffect(() => {
    void more();
    return support.refreshing(list.refresh);
  }, [list]);

  if (isForbidden(failure)) return <NotAllowed />;
  return (
    <>
      <search aria-label="Find failures">
        <Form fields={fields} list={list} onSearch={(next) => route(failuresAddress(next))} />
      </search>
      <section ref={found} aria-labelledby="failures-found">
        <h2 id="failures-found">Open failures, oldest first</h2>
        <h3 class="visually-hidden">Found</h3>
        {items?.length === 0 && !list.hasMore.value && <p>No open failure fits.</p>}
        {items !== undefined && items.length > 0 && <AttentionItems items={items} />}
        {items === undefined && list.loading.value && <p class="muted waiting">Looking …</p>}
        {failure && (
          <p class="trouble" role="alert">
            {sayFailure(failure)}
          </p>
        )}
        {(failure !== undefined || (items !== undefined && list.hasMore.value)) && (
          <button type="button" class="button" aria-disabled={list.loading.value} onClick={more}>
            {list.loading.value ? 'Looking up more …' : 'Show more'}
          </button>
        )}
      </section>
    </>
  );
};

/** `/support/failures`: open failures by execution status, workflow, failed state and error. */
export const FailuresPage = () => (
  <SupportPage title="Failures">
    <Failures />
  </SupportPage>
);
