import { html, nothing } from "lit";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";

/** What went wrong, aloud, and a way to try again. Shows nothing while `.error` is empty. */
export class ProblemNote extends FoyerElement {
  static properties = { error: { attribute: false }, retry: { attribute: false } };

  constructor() {
    super();
    /** @type {Error | string | null | undefined} */ this.error = null;
    /** @type {(() => void) | null} */ this.retry = null;
  }

  /** @override */
  render() {
    const text = typeof this.error === "string" ? this.error : this.error?.message;
    return html`<div role="alert">${
      text
        ? html`<div class="alert error">${icon("warning")}
            <p class="grow">${text}</p>
            ${this.retry ? html`<button class="button small" type="button" @click=${this.retry}>Try again</button>` : nothing}
          </div>`
        : nothing
    }</div>`;
  }
}
customElements.define("f-problem", ProblemNote);
