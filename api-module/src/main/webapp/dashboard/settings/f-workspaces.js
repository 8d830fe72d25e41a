import { html, nothing } from "lit";
import { languages, regions, timeZones } from "../agents/languages.js";
import { api, newKey } from "../api.js";
import { toast } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { date, timeZone } from "../format.js";
import { icon } from "../icons.js";
import { Pages } from "../load.js";
import { setQuery } from "../router.js";
import { session } from "../session.js";
import { valuesOf, Write } from "../write.js";
import "../components/f-dialog.js";
import "../components/f-field.js";
import "../components/f-table.js";

/** The workspaces of the member; the installation's owner makes more. */
class Workspaces extends FoyerElement {
  static properties = { query: { attribute: false } };

  constructor() {
    super();
    /** @type {Record<string, string>} */ this.query = {};
    this.saving = new Write(this);
    this.once = newKey();
    this.list = Pages.of(this, "/api/v1/workspaces");
    /** @type {import("../components/f-table.js").Column[]} */
    this.columns = [
      { key: "name", label: "Name", cell: (w) => html`<span class="strong">${w.name}</span>` },
      { key: "time_zone", label: "Time zone", cell: (w) => w.time_zone, wide: true },
      { key: "created_at", label: "Made", cell: (w) => date(w.created_at), wide: true },
      { key: "open", label: "Actions", quiet: true, end: true, cell: (w) => w.id === session.workspace?.id ? html`<span class="badge ok">This one</span>`
        : html`<button class="button small" type="button" aria-label="Open ${w.name}" @click=${() => session.switchTo(w.id)}>Open</button>` },
    ];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.list.reload();
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    const { name, time_zone, locale, default_region } = valuesOf(event);
    const done = await this.saving.run(() => api.post("/api/v1/workspaces", { name, time_zone, locale, default_region }, { once: this.once }));
    this.once = newKey();
    if (!done) return;
    toast("Workspace made");
    setQuery({ new: null });
    void this.list.reload();
    void session.refresh();
  }

  /** @override */
  render() {
    const { saving } = this;
    return html`<div class="stack">
      <div class="row-apart"><p class="quiet">Each has its own agents, leads, contacts and members; nothing is shared between them.</p>
        ${session.may("owner") ? html`<button class="button primary" type="button" @click=${() => setQuery({ new: "1" })}>${icon("plus")}New workspace</button>` : nothing}</div>
      <f-table caption="Workspaces" noun="workspace" .pages=${this.list} .columns=${this.columns}></f-table>
      <f-dialog .open=${this.query.new === "1" && session.may("owner")} heading="New workspace" @f-close=${() => setQuery({ new: null })} .body=${this.query.new === "1"
        ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#create(e)}>
          ${saving.problem?.status === 403 ? html`<p class="alert error" role="alert">Only the installation’s owner makes workspaces.</p>` : saving.note(["/name", "/time_zone", "/locale", "/default_region"])}
          <f-field name="name" label="Name" required maxlength="100" .error=${saving.at("/name")}></f-field>
          <f-field name="time_zone" type="select" label="Time zone" .options=${timeZones()} .value=${timeZone()} .error=${saving.at("/time_zone")}></f-field>
          <div class="columns">
            <f-field name="locale" type="select" label="Language" .options=${languages(session.workspace?.locale)} .value=${session.workspace?.locale ?? "en"} .error=${saving.at("/locale")}></f-field>
            <f-field name="default_region" type="select" label="Phone numbers from" .options=${regions()} .value=${session.workspace?.default_region ?? "US"} .error=${saving.at("/default_region")}></f-field>
          </div>
          <footer><button class="button" type="button" @click=${() => setQuery({ new: null })}>Cancel</button>${saving.submit("Make workspace", "Making…")}</footer>
        </form>` : nothing}></f-dialog>
    </div>`;
  }
}
customElements.define("f-workspaces", Workspaces);
