import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { badge } from "../components/badge.js";
import { FoyerElement } from "../element.js";
import { plural } from "../format.js";
import { icon } from "../icons.js";
import { Pages } from "../load.js";
import { go, href, setQuery } from "../router.js";
import { session } from "../session.js";
import { Write } from "../write.js";
import { SHOWN, webhookBody, webhookFields } from "./webhook-form.js";
import "../components/f-dialog.js";
import "../components/f-secret.js";
import "../components/f-table.js";

/** @type {import("../components/f-table.js").Column[]} */
const COLUMNS = [
  { key: "url", label: "Address", cell: (w) => w.url },
  { key: "description", label: "Description", cell: (w) => w.description ?? "", wide: true },
  { key: "events", label: "Told of", cell: (w) => (w.events.length === 1 ? w.events[0] : plural(w.events.length, "kind") + " of events"), wide: true },
  { key: "status", label: "Status", cell: (w) => html`${badge(w.status)}${w.status === "active" && w.failing_since ? html` <span class="badge error">failing</span>` : nothing}` },
];

/** The endpoints that are told of what happens. `?new=1` is the form for one. */
class Webhooks extends FoyerElement {
  static properties = { query: { attribute: false }, secret: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, string>} */ this.query = {};
    /** @type {any} */ this.secret = null;
    this.made = "";
    this.saving = new Write(this);
    this.once = newKey();
    this.webhooks = Pages.of(this, "/api/v1/webhooks");
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.webhooks.reload();
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    await this.saving.run(async () => {
      const made = await api.post("/api/v1/webhooks", webhookBody(form), { once: this.once });
      setQuery({ new: null });
      this.made = made.id;
      this.secret = {
        heading: "The webhook’s secret", label: "signing secret", text: made.secret,
        warning: "It is shown this once. With it your endpoint checks that a message is from Foyer, as Standard Webhooks describes.",
      };
      void this.webhooks.reload();
    });
    this.once = newKey();
  }

  #add() {
    return session.may("editor") ? html`<button class="button primary" type="button" @click=${() => setQuery({ new: "1" })}>${icon("plus")}Add webhook</button>` : nothing;
  }

  /** @override */
  render() {
    const { saving } = this;
    return html`<div class="stack">
      <div class="row-apart"><p class="quiet">Other systems are told at once: a signed message for each thing that happens, tried again for three days.</p>${this.webhooks.items.length > 0 ? this.#add() : nothing}</div>
      <f-table caption="Webhooks" noun="webhook" .pages=${this.webhooks} .columns=${COLUMNS} .rowName=${(/** @type {any} */ w) => w.url} .link=${(/** @type {any} */ w) => href(`/settings/webhooks/${w.id}`)}
        .empty=${html`<f-empty icon="bolt" heading="No webhook yet" text="Give the address of your CRM or of your own endpoint, and each lead is there a moment after it came in." .actions=${this.#add()}></f-empty>`}></f-table>
      <f-dialog .open=${this.query.new === "1" && session.may("editor")} heading="New webhook" @f-close=${() => setQuery({ new: null })} .body=${this.query.new === "1"
        ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#create(e)}>${saving.note(SHOWN)}${webhookFields(null, saving)}
          <footer><button class="button" type="button" @click=${() => setQuery({ new: null })}>Cancel</button>${saving.submit("Add webhook", "Adding…")}</footer></form>` : nothing}></f-dialog>
      <f-secret .secret=${this.secret} @f-close=${() => { this.secret = null; go(`/settings/webhooks/${this.made}`); }}></f-secret>
    </div>`;
  }
}
customElements.define("f-webhooks", Webhooks);
