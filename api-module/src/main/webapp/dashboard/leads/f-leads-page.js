import { html } from "lit";
import { badge } from "../components/badge.js";
import { ago, dateTime, words } from "../format.js";
import { Pages } from "../load.js";
import { Page } from "../page.js";
import { setQuery } from "../router.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-table.js";

const STATUSES = ["new", "contacted", "qualified", "won", "lost", "spam"];

/** @type {import("../components/f-table.js").Column[]} */
const COLUMNS = [
  { key: "who", label: "Lead", cell: ({ fields }) => html`<span class="strong">${fields.name || fields.email || fields.phone}</span>` },
  { key: "email", label: "E-mail", cell: ({ fields }) => fields.email ?? "", wide: true },
  { key: "phone", label: "Phone", cell: ({ fields }) => fields.phone ?? "", wide: true },
  { key: "status", label: "Status", cell: (lead) => badge(lead.status) },
  { key: "created_at", label: "Came", cell: (lead) => html`<time datetime=${lead.created_at} title=${dateTime(lead.created_at)}>${ago(lead.created_at)}</time>`, end: true },
];

class LeadsPage extends Page {
  constructor() {
    super();
    this.leads = Pages.of(this, "/api/v1/leads", () => ({ status: this.query.status, q: this.query.q }));
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.leads.reload();
  }

  /** @override */
  render() {
    return html`
      <f-header heading="Leads" lead="Everybody who left their details in a chat."></f-header>
      <div class="toolbar" role="search">
        <f-field label="Status" labelhidden type="select" .value=${this.query.status ?? ""}
          .options=${[{ value: "", label: "Every status" }, ...STATUSES.map((s) => ({ value: s, label: words(s) }))]}
          @change=${(/** @type {any} */ e) => setQuery({ status: e.target.value })}></f-field>
      </div>
      <f-table caption="Leads" noun="lead" .pages=${this.leads} .columns=${COLUMNS}
        .empty=${html`<f-empty icon="leads" heading=${this.query.status ? "No lead has this status" : "No lead yet"} text="When a visitor submits the form in a chat, the lead is here at once."></f-empty>`}></f-table>`;
  }
}
customElements.define("f-leads-page", LeadsPage);
