/** Orders that were found and cannot be shown: a person has to mend their records. */
export const Unreadable = ({ ids }: { ids: readonly string[] }) => (
  <section class="panel" aria-labelledby="unreadable">
    <h2 id="unreadable">Cannot be read</h2>
    <p>The records of these orders are damaged. Operations have been told.</p>
    <ul>
      {ids.map((id) => (
        <li key={id}>
          <a class="order-code" href={`/support/orders/${encodeURIComponent(id)}`}>
            {id}
          </a>
        </li>
      ))}
    </ul>
  </section>
);
