import { html } from "lit";
import { api } from "../api.js";
import { toast, toastError } from "../components/toast.js";
import { ago } from "../format.js";
import { Pages } from "../load.js";
import { Page } from "../page.js";
import { href } from "../router.js";
import { session } from "../session.js";
import { contactName } from "./fields.js";
import "../components/f-empty.js";
import "../components/f-header.js";
import "../components/f-table.js";

/** @type {Record<string, string>} */
const REASONS = {
  email_and_phone_of_different_contacts: "Somebody left the e-mail of one and the phone of the other",
  identity_and_email_of_different_contacts: "A proved person left the e-mail of the other",
  identity_and_phone_of_different_contacts: "A proved person left the phone of the other",
};

/** Pairs that may be one person, each with its reason. Nothing is merged on its own. */
class DuplicatesPage extends Page {
  constructor() {
    super();
    this.duplicates = Pages.of(this, "/api/v1/contacts/duplicates", () => ({}));
    void this.duplicates.reload();
  }

  /** @param {any} duplicate */
  async #dismiss(duplicate) {
    try {
      await api.post(`/api/v1/contacts/duplicates/${duplicate.id}/dismissal`, {});
      toast("They are two people: noted.");
      void this.duplicates.reload();
    } catch (error) {
      toastError(error);
    }
  }

  /** @override */
  render() {
    /** @type {import("../components/f-table.js").Column[]} */
    const columns = [
      { key: "who", label: "Contacts", cell: ({ contacts }) => html`<a href=${href(`/contacts/${contacts[0].id}`)}>${contactName(contacts[0])}</a> and <a href=${href(`/contacts/${contacts[1].id}`)}>${contactName(contacts[1])}</a>` },
      { key: "reason", label: "Reason", cell: ({ reason }) => REASONS[reason] ?? reason, wide: true },
      { key: "created_at", label: "Noticed", cell: ({ created_at: at }) => ago(at), wide: true },
      {
        key: "do", label: "What to do", quiet: true, end: true,
        cell: (d) => session.may("editor") ? html`<a class="button small" href=${href(`/contacts/${d.contacts[0].id}`, { merge: d.contacts[1].id })}>Compare</a> <button class="button small plain" type="button" @click=${() => this.#dismiss(d)}>Two people</button>` : "",
      },
    ];
    return html`<div class="contacts">
      <f-header heading="Duplicates" lead="Contacts that may be one person." .back=${{ href: "#/contacts", label: "Contacts" }}></f-header>
      <f-table caption="Duplicates" noun="pair" .pages=${this.duplicates} .columns=${columns} .rowName=${(/** @type {any} */ d) => contactName(d.contacts[0])}
        .empty=${html`<f-empty icon="check" heading="No duplicate" text="When a lead brings the e-mail of one contact and the phone of another, the pair is shown here. Foyer never merges them on its own."></f-empty>`}></f-table>
    </div>`;
  }
}
customElements.define("f-duplicates-page", DuplicatesPage);
