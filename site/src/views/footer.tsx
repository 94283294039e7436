/** What stands below every page. */
export const Footer = () => (
  <footer class="footer">
    <p>This shop takes orders, not payments: nothing is charged.</p>
  </footer>
);
