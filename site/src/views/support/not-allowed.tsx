/** Instead of a support page, for those whom the API does not let in. */
export const NotAllowed = () => (
  <div class="panel" role="alert">
    <h2>You may not see this page</h2>
    <p>
      It is for support staff only: members of the groups “support” and “support-viewer”. Your own orders are under “My
      orders”.
    </p>
    <p>If you have only just become a member, sign out and in again.</p>
    <p>
      <a class="button primary" href="/orders">
        To my orders
      </a>
    </p>
  </div>
);
