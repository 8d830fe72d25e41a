import { html, nothing } from "lit";
import { FoyerElement } from "../element.js";
import { number, timeZone } from "../format.js";

/** @typedef {{label: string, values: (number | null)[], format?: (value: number | null) => string}} Series */

/**
 * A chart over time (uPlot, loaded when first shown), with its numbers as a table behind it.
 * `.times` are RFC 3339, one for each value; `.at` words a time.
 */
export class Chart extends FoyerElement {
  static properties = { heading: {}, kind: {}, times: { attribute: false }, series: { attribute: false }, at: { attribute: false }, tabular: { state: true } };

  constructor() {
    super();
    this.heading = "";
    /** "line" or "bars" */ this.kind = "line";
    /** @type {string[]} */ this.times = [];
    /** @type {Series[]} */ this.series = [];
    /** @type {(time: string) => string} */ this.at = (time) => time;
    this.tabular = false;
    /** @type {any} */ this.plot = null;
    this.redraw = () => this.#draw();
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.size = new ResizeObserver(([entry]) => this.plot?.setSize({ width: Math.max(240, entry.contentRect.width), height: 240 }));
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.dark.addEventListener("change", this.redraw);
    window.addEventListener("f-theme", this.redraw);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.dark.removeEventListener("change", this.redraw);
    window.removeEventListener("f-theme", this.redraw);
    this.size.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (["times", "series", "kind"].some((name) => changed.has(name))) void this.#draw();
  }

  async #draw() {
    const { default: UPlot } = await import("uplot");
    const place = /** @type {HTMLElement | null} */ (this.querySelector(".plot"));
    if (!place || !this.isConnected) return;
    this.plot?.destroy();
    // canvas knows no light-dark(): a probe resolves the tokens
    const probe = place.appendChild(document.createElement("i"));
    /** @param {string} token */
    const colour = (token) => {
      probe.style.color = `var(--${token})`;
      return getComputedStyle(probe).color;
    };
    const axis = { stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 } };
    const options = {
      width: Math.max(240, place.clientWidth), height: 240, cursor: { y: false },
      tzDate: (/** @type {number} */ seconds) => UPlot.tzDate(new Date(seconds * 1000), timeZone()),
      axes: [{ ...axis, grid: { show: false } }, { ...axis, size: 48, values: (/** @type {any} */ _, /** @type {number[]} */ ticks) => ticks.map((t) => number(t)) }],
      scales: { y: { range: (/** @type {any} */ _, /** @type {number} */ __, /** @type {number} */ max) => [0, Math.max(1, (max ?? 1) * 1.1)] } },
      series: [
        { label: "Time", value: (/** @type {any} */ _, /** @type {number | null} */ t) => (t === null || t === undefined ? "" : this.at(new Date(t * 1000).toISOString())) },
        ...this.series.map((s, at) => ({
          label: s.label, stroke: colour(`series-${(at % 5) + 1}`), width: 2, points: { show: this.times.length < 2 },
          ...(this.kind === "bars" ? { fill: colour(`series-${(at % 5) + 1}`), paths: UPlot.paths.bars?.({ size: [0.7, 40] }) } : {}),
          value: (/** @type {any} */ _, /** @type {number | null} */ value) => (s.format ?? number)(value),
        })),
      ],
    };
    probe.remove();
    this.plot = new UPlot(/** @type {any} */ (options), /** @type {any} */ ([this.times.map((t) => Date.parse(t) / 1000), ...this.series.map((s) => s.values)]), place);
    this.size.disconnect();
    this.size.observe(place);
  }

  /** @override */
  render() {
    return html`<section class="card chart">
      <div class="row-apart"><h2>${this.heading}</h2>
        <button class="button small" type="button" aria-expanded=${String(this.tabular)} @click=${() => (this.tabular = !this.tabular)}>${this.tabular ? "Hide table" : "Show table"}</button></div>
      <div class="plot" role="img" aria-label="${this.heading}: chart. Its numbers are in the table."></div>
      ${this.tabular
        ? html`<div class="table" tabindex="0" role="region" aria-label="${this.heading}, table"><table>
            <thead><tr><th scope="col">Time</th>${this.series.map((s) => html`<th scope="col" class="end">${s.label}</th>`)}</tr></thead>
            <tbody>${this.times.map((time, row) => html`<tr><th scope="row">${this.at(time)}</th>${this.series.map((s) => html`<td class="end">${(s.format ?? number)(s.values[row] ?? null)}</td>`)}</tr>`)}</tbody>
          </table></div>`
        : nothing}
    </section>`;
  }
}
customElements.define("f-chart", Chart);
