import { html, nothing } from "lit";
import { api } from "../api.js";
import { date, dateTime, number, percent, plural } from "../format.js";
import { Load } from "../load.js";
import { Page } from "../page.js";
import { href, setQuery } from "../router.js";
import "../components/f-chart.js";
import "../components/f-empty.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-problem.js";
import "../components/f-tabs.js";
import "./f-funnel.js";

const STEPS = ["offered", "seen", "started", "submitted"];
const LABELS = ["Offered", "Seen", "Started", "Submitted"];
const RANGES = [["7", "7 days"], ["30", "30 days"], ["90", "90 days"], ["365", "12 months"]];
const VIEWS = [["", "Lead forms"], ["activity", "Conversations and leads"], ["sources", "Sources"]];
const GROUPS = [{ value: "agent", label: "By agent" }, { value: "page", label: "By page" }, { value: "source", label: "By source" }];
const DIMENSIONS = [{ value: "source", label: "Source" }, { value: "medium", label: "Medium" }, { value: "campaign", label: "Campaign" }, { value: "referrer", label: "Referrer" }, { value: "page", label: "Page" }];
const TOUCHES = [{ value: "last", label: "Last touch" }, { value: "first", label: "First touch" }];
const DAY = 86_400_000;

/** @param {number | null | undefined} seconds */
function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  return seconds < 90 ? `${number(Math.round(seconds))} s` : seconds < 5400 ? `${number(Math.round(seconds / 60))} min` : `${number(Math.round(seconds / 3600))} h`;
}

/** What the numbers say of forms, conversations, leads and sources; range, agent and view are in the address. */
class AnalyticsPage extends Page {
  constructor() {
    super();
    this.agents = new Load(this, () => api.all("/api/v1/agents"));
    this.answer = new Load(this, (signal) => this.#ask(signal));
    /** @type {any} */ this.drawn = undefined;
    /** @type {string[]} */ this.times = [];
    /** @type {import("../components/f-chart.js").Series[]} */ this.series = [];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.agents.run();
  }

  get view() {
    return this.query.view ?? "";
  }

  get days() {
    return RANGES.some(([days]) => days === this.query.days) ? Number(this.query.days) : 30;
  }

  /** @param {AbortSignal} signal @returns {Promise<any>} */
  async #ask(signal) {
    const view = this.view;
    const query = {
      agent_id: this.query.agent, interval: this.days > 120 ? "week" : "day",
      from: new Date(Date.now() - (this.days - 1) * DAY).toISOString(),
    };
    if (view === "sources") {
      const { interval: _, ...range } = query;
      return { view, sources: await api.get("/api/v1/analytics/sources", { signal, query: { ...range, by: this.query.by, touch: this.query.touch } }) };
    }
    if (view === "activity") {
      const [conversations, leads] = await Promise.all(["conversations", "leads"].map((what) => api.get(`/api/v1/analytics/${what}`, { signal, query })));
      return { view, conversations, leads };
    }
    return { view, forms: await api.get("/api/v1/analytics/lead-forms", { signal, query: { ...query, group_by: this.query.by ?? "agent" } }) };
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.answer.run();
    if (this.drawn === this.answer.value) return;
    // kept, so that a chart is drawn anew only when the numbers are new
    const value = (this.drawn = this.answer.value);
    const points = /** @type {any[]} */ (value?.forms?.series ?? value?.conversations?.series ?? []);
    this.times = points.map((p) => p.start);
    this.series = value?.forms
      ? STEPS.map((step, at) => ({ label: LABELS[at], values: points.map((p) => p[step]) }))
      : ["conversations", "leads"].map((what) => ({ label: what === "leads" ? "Leads" : "Conversations", values: (value?.[what]?.series ?? []).map((/** @type {any} */ p) => p.count) }));
  }

  /** @param {string | null} key */
  #name(key) {
    if (key === null) return "Unknown";
    return this.agents.value?.find((/** @type {any} */ a) => a.id === key)?.name ?? key;
  }

  /** @param {string} caption @param {string[]} heads @param {unknown[][]} rows */
  #table(caption, heads, rows) {
    return html`<div class="table" tabindex="0" role="region" aria-label=${caption}><table>
      <caption class="visually-hidden">${caption}</caption>
      <thead><tr>${heads.map((head, at) => html`<th scope="col" class=${at ? "end" : ""}>${head}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => (at ? html`<td class="end">${cell}</td>` : html`<th scope="row">${cell}</th>`))}</tr>`)}</tbody>
    </table></div>`;
  }

  /** @param {any} forms */
  #forms(forms) {
    const groups = [...(forms.groups ?? [])].map((/** @type {any} */ g) => ({ ...g, name: this.#name(g.key) }));
    if (forms.other?.offered) groups.push({ ...forms.other, name: "All others" });
    return html`
      <dl class="figures">
        ${STEPS.map((step, at) => html`<div class="card"><dt class="quiet">${LABELS[at]}</dt><dd class="figure">${number(forms[step])}</dd></div>`)}
        <div class="card"><dt class="quiet">Submitted of offered</dt><dd class="figure">${percent(forms.offered ? Math.min(1, forms.submitted / forms.offered) : null)}</dd></div>
        <div class="card"><dt class="quiet">Median time to submit</dt><dd class="figure">${duration(forms.median_seconds_to_submit)}</dd></div>
      </dl>
      ${forms.offered === 0
        ? html`<div class="card"><f-empty icon="analytics" heading="No form was offered in this time" text="Give an agent the action Collect leads; as soon as it offers its form, the numbers are here."></f-empty></div>`
        : html`<div class="pair">
            <section class="card"><h2>Funnel</h2><f-funnel .steps=${STEPS.map((step, at) => ({ label: LABELS[at], value: forms[step] }))}></f-funnel>
              <p class="quiet">${plural(forms.dismissed, "form")} dismissed, ${number(forms.expired)} expired.</p></section>
            <section class="card"><h2>Fields</h2>${forms.fields.length
              ? this.#table("Completions and errors by field", ["Field", "Completed", "Errors"], forms.fields.map((/** @type {any} */ f) => [f.name, number(f.completed), number(f.errors)]))
              : html`<p class="quiet">Nobody has begun to fill in a form.</p>`}</section>
          </div>
          <f-chart heading="Forms over time" .times=${this.times} .series=${this.series} .at=${date}></f-chart>
          <section class="card"><div class="row-apart"><h2>Compared</h2>
            <f-field label="Compare" labelhidden type="select" .value=${this.query.by ?? "agent"} .options=${GROUPS} @change=${(/** @type {any} */ e) => setQuery({ by: e.target.value })}></f-field></div>
            ${this.#table("Lead forms compared", [GROUPS.find((g) => g.value === (this.query.by ?? "agent"))?.label.slice(3) ?? "", ...LABELS, "Rate"],
              groups.map((g) => [g.name, ...STEPS.map((step) => number(g[step])), percent(g.offered ? Math.min(1, g.submitted / g.offered) : null)]))}
          </section>`}`;
  }

  /** @param {any} value */
  #activity({ conversations, leads }) {
    return html`
      <dl class="figures">
        <div class="card"><dt class="quiet">Conversations</dt><dd class="figure">${number(conversations.total)}</dd></div>
        <div class="card"><dt class="quiet">Leads</dt><dd class="figure">${number(leads.total)}</dd></div>
        <div class="card"><dt class="quiet">Leads per 100 conversations</dt><dd class="figure">${conversations.total ? number(Math.round((leads.total / conversations.total) * 100)) : "–"}</dd></div>
      </dl>
      <f-chart heading="Conversations and leads over time" .times=${this.times} .series=${this.series} .at=${date}></f-chart>`;
  }

  /** @param {any} sources */
  #sources(sources) {
    const rows = sources.items.map((/** @type {any} */ s) => [s.value ?? "Unknown", number(s.conversations), number(s.leads), percent(s.conversations ? Math.min(1, s.leads / s.conversations) : null)]);
    if (sources.other.conversations || sources.other.leads) rows.push(["All others", number(sources.other.conversations), number(sources.other.leads), ""]);
    return html`<section class="card"><div class="row-apart"><h2>Where conversations and leads came from</h2><div class="row">
        <f-field label="By" labelhidden type="select" .value=${this.query.by ?? "source"} .options=${DIMENSIONS} @change=${(/** @type {any} */ e) => setQuery({ by: e.target.value })}></f-field>
        <f-field label="Touch" labelhidden type="select" .value=${this.query.touch ?? "last"} .options=${TOUCHES} @change=${(/** @type {any} */ e) => setQuery({ touch: e.target.value })}></f-field>
      </div></div>
      ${rows.length ? this.#table("Sources", ["Source", "Conversations", "Leads", "Rate"], rows) : html`<f-empty icon="analytics" heading="No conversation in this time" text="Links with utm_source, or the page that led here, are counted as sources."></f-empty>`}
    </section>`;
  }

  /** @override */
  render() {
    const { value, error } = this.answer;
    const shown = value && value.view === this.view ? value : null;
    const range = shown?.forms ?? shown?.conversations ?? shown?.sources;
    return html`
      <div class="analytics">
      <f-header heading="Analytics" lead=${range ? `${date(range.from)} to ${dateTime(range.to)}, ${range.time_zone}` : ""}></f-header>
      <f-tabs label="View" .items=${VIEWS.map(([view, label]) => ({ href: href("/analytics", { view: view || undefined, days: this.query.days, agent: this.query.agent }), label, current: this.view === view }))}></f-tabs>
      <div class="toolbar">
        <f-field label="Range" labelhidden type="select" .value=${String(this.days)} .options=${RANGES.map(([v, label]) => ({ value: v, label: `Last ${label}` }))}
          @change=${(/** @type {any} */ e) => setQuery({ days: e.target.value })}></f-field>
        <f-field label="Agent" labelhidden type="select" .value=${this.query.agent ?? ""}
          .options=${[{ value: "", label: "Every agent" }, ...(this.agents.value ?? []).map((/** @type {any} */ a) => ({ value: a.id, label: a.name }))]}
          @change=${(/** @type {any} */ e) => setQuery({ agent: e.target.value || undefined })}></f-field>
      </div>
      <div class="stack">
        <f-problem .error=${error} .retry=${() => this.answer.run()}></f-problem>
        ${shown?.forms ? this.#forms(shown.forms) : shown?.conversations ? this.#activity(shown) : shown?.sources ? this.#sources(shown.sources) : error ? nothing : html`<p role="status" class="quiet">Loading…</p>`}
      </div>
      </div>`;
  }
}
customElements.define("f-analytics-page", AnalyticsPage);
