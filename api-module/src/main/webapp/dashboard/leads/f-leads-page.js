import { html } from "lit";
import { api, live } from "../api.js";
import { badge } from "../components/badge.js";
import { toast, toastError } from "../components/toast.js";
import { ago, dateTime, words } from "../format.js";
import { icon } from "../icons.js";
import { Load, Pages } from "../load.js";
import { Page } from "../page.js";
import { href, setQuery } from "../router.js";
import { session } from "../session.js";
import { leadName, STATUSES, statusChoice } from "./leads.js";
import "../components/f-empty.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-menu.js";
import "../components/f-table.js";
import "../components/f-tabs.js";

const FORMATS = [["csv", "CSV"], ["xlsx", "Excel"], ["ndjson", "NDJSON"]];

/** Everybody who left their details: a pipeline by status, searched and filtered, exported as it is shown. */
class LeadsPage extends Page {
  constructor() {
    super();
    this.leads = Pages.of(this, "/api/v1/leads", () => this.#filter());
    this.agents = new Load(this, () => api.all("/api/v1/agents"));
    this.stop = () => {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.typing = undefined;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.agents.run();
    this.stop = live.listen(({ type }) => {
      if (/^(lead|reset)/.test(type)) void this.leads.reload();
    });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
    clearTimeout(this.typing);
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.leads.reload();
  }

  #filter() {
    const { status, q, agent, since, until } = this.query;
    return { status, q, agent_id: agent, since: since && `${since}T00:00:00Z`, until: until && `${until}T00:00:00Z` };
  }

  /** @param {Event} event */
  #search(event) {
    const q = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => setQuery({ q }), 250);
  }

  /** @param {string} format */
  async #export(format) {
    try {
      await api.download("/api/v1/leads/export", `leads.${format}`, { query: { ...this.#filter(), format } });
      toast("The file holds exactly what the filters show.");
    } catch (error) {
      toastError(error);
    }
  }

  #columns() {
    const editor = session.may("editor");
    return /** @type {import("../components/f-table.js").Column[]} */ ([
      { key: "who", label: "Lead", cell: (lead) => leadName(lead) },
      { key: "email", label: "E-mail", cell: ({ fields }) => fields.email ?? "", wide: true },
      { key: "phone", label: "Phone", cell: ({ fields }) => fields.phone ?? "", wide: true },
      { key: "source", label: "Source", cell: ({ source }) => source?.utm?.source ?? source?.utm?.utm_source ?? "", wide: true },
      { key: "status", label: "Status", cell: (lead) => (editor ? statusChoice(lead, (saved) => this.#replace(saved)) : badge(lead.status)) },
      { key: "created_at", label: "Came", cell: (lead) => html`<time datetime=${lead.created_at} title=${dateTime(lead.created_at)}>${ago(lead.created_at)}</time>`, end: true },
    ]);
  }

  /** @param {any} saved */
  #replace(saved) {
    const { status } = this.query;
    this.leads.items = this.leads.items.flatMap((lead) => (lead.id !== saved.id ? [lead] : status && saved.status !== status ? [] : [saved]));
    this.leads.viewers.forEach((viewer) => viewer.requestUpdate());
    toast(`${leadName(saved)} is now ${saved.status}.`);
  }

  /** @override */
  render() {
    const { status = "", q = "", agent = "", since = "", until = "" } = this.query;
    const filtered = Boolean(status || q || agent || since || until);
    return html`
      <div class="leads">
      <f-header heading="Leads" lead="Everybody who left their details in a chat."
        .actions=${html`<f-menu label="Export" look="button" .content=${html`${icon("download")}`}
          .items=${FORMATS.map(([format, label]) => ({ label: `Export as ${label}`, action: () => this.#export(format) }))}></f-menu>`}></f-header>
      <f-tabs label="Status" .items=${["", ...STATUSES].map((s) => ({ href: href("/leads", { ...this.query, status: s }), label: s ? words(s) : "All", current: s === status }))}></f-tabs>
      <div class="toolbar" role="search" aria-label="Leads">
        <div class="search">${icon("search")}<input class="input" type="search" aria-label="Search leads" placeholder="Name, e-mail, phone" .value=${q} @input=${this.#search}></div>
        <f-field label="Agent" labelhidden type="select" .value=${agent}
          .options=${[{ value: "", label: "Every agent" }, ...(this.agents.value ?? []).map((/** @type {any} */ a) => ({ value: a.id, label: a.name }))]}
          @change=${(/** @type {any} */ e) => setQuery({ agent: e.target.value })}></f-field>
        <f-field label="From" labelhidden type="date" .value=${since} @change=${(/** @type {any} */ e) => setQuery({ since: e.target.value })}></f-field>
        <f-field label="Until" labelhidden type="date" .value=${until} @change=${(/** @type {any} */ e) => setQuery({ until: e.target.value })}></f-field>
        ${filtered ? html`<a class="button plain" href="#/leads">Clear</a>` : ""}
      </div>
      <f-table caption="Leads" noun="lead" .pages=${this.leads} .columns=${this.#columns()} .link=${(/** @type {any} */ lead) => href(`/leads/${lead.id}`)} .rowName=${leadName}
        .empty=${filtered
          ? html`<f-empty icon="leads" heading="No lead matches" text="Take a filter away, or choose another status." .actions=${html`<a class="button" href="#/leads">Show all</a>`}></f-empty>`
          : html`<f-empty icon="leads" heading="No lead yet" text="When a visitor submits the form in a chat, the lead is here at once. Try it on the demo page." .actions=${html`<a class="button" href="/demo" target="_blank" rel="noopener">Open the demo page</a>`}></f-empty>`}></f-table>
      </div>`;
  }
}
customElements.define("f-leads-page", LeadsPage);
