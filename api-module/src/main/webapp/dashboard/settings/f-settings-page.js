import { html } from "lit";
import { Page } from "../page.js";
import { session } from "../session.js";
import "../components/f-header.js";

class SettingsPage extends Page {
  /** @override */
  render() {
    const { workspace, member } = session;
    return html`
      <f-header heading="Settings"></f-header>
      <div class="stack narrow">
        <section class="card"><h2>Workspace</h2>
          <dl class="facts">
            <dt>Name</dt><dd>${workspace?.name}</dd>
            <dt>Time zone</dt><dd>${workspace?.time_zone}</dd>
            <dt>Language</dt><dd>${workspace?.locale}</dd>
            <dt>Phone numbers from</dt><dd>${workspace?.default_region}</dd>
          </dl>
        </section>
        <section class="card"><h2>You</h2>
          <dl class="facts"><dt>Name</dt><dd>${member?.name}</dd><dt>E-mail</dt><dd>${member?.email}</dd><dt>Role</dt><dd>${member?.role}</dd></dl>
        </section>
      </div>`;
  }
}
customElements.define("f-settings-page", SettingsPage);
