import { html, nothing } from "lit";
import { FoyerElement } from "../element.js";
import { ago, dateTime, words } from "../format.js";
import { Load, Pages } from "../load.js";
import { api } from "../api.js";
import { setQuery } from "../router.js";
import "../components/f-field.js";
import "../components/f-table.js";

const RESOURCES = ["agent", "action", "api-key", "contact", "conversation", "custom-attribute", "knowledge", "lead", "member", "retention", "segment", "webhook", "workspace"];

/** @type {import("../components/f-table.js").Column[]} */
const COLUMNS = [
  { key: "at", label: "When", cell: (e) => html`<time datetime=${e.at} title=${dateTime(e.at)}>${ago(e.at)}</time>` },
  { key: "actor", label: "Who", cell: (e) => html`${e.actor_name ?? (e.actor === "system" ? "Foyer" : "a revoked key")}${e.actor.startsWith("api-key:") ? html` <span class="badge">key</span>` : nothing}` },
  { key: "action", label: "What", cell: (e) => html`<span title=${e.resource_id ?? ""}>${words(e.action.replace(/[.-]/g, " ")).replace(/^Api /, "API ")}</span>` },
  { key: "changes", label: "Changes", wide: true, cell: (e) => html`<div class="changes">${e.changes.slice(0, 6).map((/** @type {any} */ c, /** @type {number} */ at) => html`${at > 0 ? ", " : ""}<span class="quiet">${words(c.property)}</span>${c.from || c.to ? html` ${c.from ? `${c.from} → ` : ""}${c.to ?? "nothing"}` : nothing}`)}${e.changes.length > 6 ? ` and ${e.changes.length - 6} more` : ""}</div>` },
];

/** Who changed what. The filters are in the address. */
class Audit extends FoyerElement {
  static properties = { query: { attribute: false } };

  constructor() {
    super();
    /** @type {Record<string, string>} */ this.query = {};
    this.entries = Pages.of(this, "/api/v1/audit", () => ({
      resource_type: this.query.resource, actor: this.query.actor,
      since: this.query.since && new Date(this.query.since).toISOString(),
      until: this.query.until && new Date(Date.parse(this.query.until) + 86_400_000).toISOString(),
    }));
    this.members = new Load(this, (signal) => api.all("/api/v1/members", { signal, query: { status: "active" } }));
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.members.run();
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.entries.reload();
  }

  /** @override */
  render() {
    const { query } = this;
    const filtered = Boolean(query.resource || query.actor || query.since || query.until);
    return html`<div class="toolbar" role="search">
        <f-field label="Who" labelhidden type="select" .value=${query.actor ?? ""} .options=${[{ value: "", label: "Everybody" }, ...(this.members.value ?? []).map((m) => ({ value: "member:" + m.id, label: m.name || m.email })), { value: "system", label: "Foyer itself" }]}
          @change=${(/** @type {any} */ e) => setQuery({ actor: e.target.value })}></f-field>
        <f-field label="Of what" labelhidden type="select" .value=${query.resource ?? ""} .options=${[{ value: "", label: "Everything" }, ...RESOURCES.map((value) => ({ value, label: words(value.replace("-", " ")).replace(/^Api /, "API ") }))]}
          @change=${(/** @type {any} */ e) => setQuery({ resource: e.target.value })}></f-field>
        <f-field label="From" labelhidden type="date" .value=${query.since ?? ""} @change=${(/** @type {any} */ e) => setQuery({ since: e.target.value })}></f-field>
        <span class="quiet">to</span>
        <f-field label="To" labelhidden type="date" .value=${query.until ?? ""} @change=${(/** @type {any} */ e) => setQuery({ until: e.target.value })}></f-field>
        ${filtered ? html`<button class="button plain" type="button" @click=${() => setQuery({ resource: null, actor: null, since: null, until: null })}>Clear</button>` : nothing}
      </div>
      <f-table caption="Audit trail" noun="change" .pages=${this.entries} .columns=${COLUMNS}
        .empty=${html`<f-empty icon="note" heading=${filtered ? "Nothing matches" : "Nothing was changed yet"} text=${filtered ? "Try fewer filters." : "Whatever is changed through the API or this dashboard is listed here: by whom, when and what."}></f-empty>`}></f-table>`;
  }
}
customElements.define("f-audit", Audit);
