import { html } from "lit";
import { FoyerElement } from "../element.js";
import { number, percent } from "../format.js";

/** @typedef {{label: string, value: number}} Step */

/**
 * Steps that fewer and fewer reach, as bars under each other: how many, and which share of the step before. It is a
 * list of words and numbers first, so that it is read without the bars.
 */
class Funnel extends FoyerElement {
  static properties = { steps: { attribute: false } };

  constructor() {
    super();
    /** @type {Step[]} */ this.steps = [];
  }

  /** @override */
  updated() {
    const most = Math.max(1, ...this.steps.map((s) => s.value));
    // the content security policy allows no style attribute in markup
    this.querySelectorAll(".bar").forEach((bar, at) => {
      /** @type {HTMLElement} */ (bar).style.inlineSize = `${(this.steps[at].value / most) * 100}%`;
    });
  }

  /** @override */
  render() {
    return html`<ol class="funnel">
      ${this.steps.map((step, at) => {
        const before = at === 0 ? null : this.steps[at - 1].value;
        return html`<li>
          <span class="step">${step.label}</span>
          <span class="track" aria-hidden="true"><span class="bar"></span></span>
          <span class="strong end">${number(step.value)}</span>
          <span class="quiet end">${before === null ? "" : html`${percent(before === 0 ? null : Math.min(1, step.value / before))}<span class="visually-hidden"> of the step before</span>`}</span>
        </li>`;
      })}
    </ol>`;
  }
}
customElements.define("f-funnel", Funnel);
