import { html } from "lit";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";
import "./f-code.js";
import "./f-dialog.js";

/**
 * A secret that is shown this once: `.secret` `{heading, label, text, more?}`, or null for none. `f-close` when it was
 * put away.
 */
export class Secret extends FoyerElement {
  static properties = { secret: { attribute: false } };

  constructor() {
    super();
    /** @type {{heading: string, label: string, text: string, warning?: string, more?: unknown} | null} */ this.secret = null;
  }

  /** @override */
  render() {
    const { secret } = this;
    return html`<f-dialog .open=${secret !== null} .heading=${secret?.heading ?? ""} .body=${secret
      ? html`<div class="stack">
          <p class="alert warn">${icon("warning")}<span>${secret.warning ?? "It is shown this once. Keep it in a safe place: nobody can read it again."}</span></p>
          <f-code .label=${secret.label} .text=${secret.text}></f-code>${secret.more ?? ""}
        </div>`
      : ""} .actions=${html`<button class="button primary" type="button" @click=${() => this.emit("f-close")}>I have kept it</button>`}></f-dialog>`;
  }
}
customElements.define("f-secret", Secret);
