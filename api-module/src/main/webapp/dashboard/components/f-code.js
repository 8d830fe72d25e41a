import { html } from "lit";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";
import { toast } from "./toast.js";

/** A text to be copied: `<f-code label="Script tag" .text=${…}></f-code>`. */
export class Code extends FoyerElement {
  static properties = { label: {}, text: { attribute: false } };

  constructor() {
    super();
    this.label = "Code";
    this.text = "";
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      toast("Copied");
    } catch {
      // no clipboard over plain http: the text is selected, the rest is one keystroke
      const code = this.querySelector("code");
      if (code) getSelection()?.selectAllChildren(code);
      toast("Selected: copy it with your keyboard.");
    }
  }

  /** @override */
  render() {
    return html`<div class="code">
      <pre tabindex="0" role="region" aria-label=${this.label}><code>${this.text}</code></pre>
      <button class="button small square" type="button" aria-label="Copy ${this.label}" @click=${this.#copy}>${icon("copy")}</button>
    </div>`;
  }
}
customElements.define("f-code", Code);
