import { html } from "lit";
import { api } from "../api.js";
import { date, number } from "../format.js";
import { Load } from "../load.js";
import { Page } from "../page.js";
import "../components/f-chart.js";
import "../components/f-header.js";
import "../components/f-problem.js";

const STEPS = ["offered", "seen", "started", "submitted"];
const LABELS = ["Offered", "Seen", "Started", "Submitted"];

class AnalyticsPage extends Page {
  constructor() {
    super();
    /** @type {any} */ this.shown = undefined;
    /** @type {string[]} */ this.times = [];
    /** @type {import("../components/f-chart.js").Series[]} */ this.series = [];
    this.forms = new Load(this, (signal) => api.get("/api/v1/analytics/lead-forms", { signal, query: { from: this.query.from, to: this.query.to } }));
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.forms.run();
    if (this.shown !== this.forms.value) {
      const value = (this.shown = this.forms.value);
      // kept, so that the chart is drawn anew only when the numbers are new
      this.times = value?.series.map((/** @type {any} */ s) => s.start) ?? [];
      this.series = STEPS.map((step, at) => ({ label: LABELS[at], values: value?.series.map((/** @type {any} */ s) => s[step]) ?? [] }));
    }
  }

  /** @override */
  render() {
    const { value, error } = this.forms;
    return html`
      <f-header heading="Analytics" lead=${value ? `Forms from ${date(value.from)} to ${date(value.to)}` : ""}></f-header>
      <div class="stack">
        <f-problem .error=${error} .retry=${() => this.forms.run()}></f-problem>
        ${value
          ? html`<dl class="figures">${STEPS.map((step, at) => html`<div class="card"><dt class="quiet">${LABELS[at]}</dt><dd class="figure">${number(value[step])}</dd></div>`)}</dl>
            <f-chart heading="Forms over time" .times=${this.times} .series=${this.series} .at=${date}></f-chart>`
          : html`<p role="status" class="quiet">${error ? "" : "Loading…"}</p>`}
      </div>`;
  }
}
customElements.define("f-analytics-page", AnalyticsPage);
