import { html, nothing, render } from "lit";
import { FoyerElement, newId } from "../element.js";
import { icon } from "../icons.js";

/**
 * A modal dialog on the native element: focus goes in, stays, and returns. `.open` is the page's to keep; `f-close` asks
 * it to close (Escape, the cross). `kind`: "", "large" or "drawer". `.body` is a template; a form in it may end with its own
 * `<footer>` of buttons.
 *
 *     <f-dialog .open=${this.adding} heading="New agent" .body=${this.#form()} @f-close=${() => (this.adding = false)}></f-dialog>
 */
export class Dialog extends FoyerElement {
  static properties = { open: { attribute: false }, heading: {}, kind: {}, body: { attribute: false }, actions: { attribute: false } };

  constructor() {
    super();
    this.open = false;
    this.heading = "";
    this.kind = "";
    /** @type {unknown} */ this.body = nothing;
    /** @type {unknown} */ this.actions = nothing;
    this.name = newId();
  }

  /** @override */
  updated() {
    const dialog = this.querySelector("dialog");
    if (!dialog) return;
    if (this.open && !dialog.open) {
      dialog.showModal();
      void this.#focus(dialog);
    }
    else if (!this.open && dialog.open) dialog.close();
  }

  /**
   * The first thing to fill in has the focus, unless something asks for it with `autofocus`.
   * @param {HTMLDialogElement} dialog
   */
  async #focus(dialog) {
    await Promise.all([...dialog.querySelectorAll("f-field")].map((field) => /** @type {any} */ (field).updateComplete));
    const wanted = dialog.querySelector("[autofocus]") ?? dialog.querySelector(".content :is(input, select, textarea):not(:disabled)");
    /** @type {HTMLElement | null} */ (wanted)?.focus();
  }

  /** @param {Event} event */
  #cancel(event) {
    event.preventDefault();
    this.emit("f-close");
  }

  /** Browsers let a second Escape close it whatever we say. */
  #closed() {
    if (this.open) this.emit("f-close");
  }

  /** @override */
  render() {
    return html`<dialog class="dialog ${this.kind}" aria-labelledby=${this.name} @cancel=${this.#cancel} @close=${this.#closed}>
      ${this.open
        ? html`<header><h2 id=${this.name}>${this.heading}</h2>
              <button class="button plain square small" type="button" aria-label="Close" @click=${() => this.emit("f-close")}>${icon("close")}</button></header>
            <div class="content">${this.body}</div>
            ${this.actions === nothing ? nothing : html`<footer>${this.actions}</footer>`}`
        : nothing}
    </dialog>`;
  }
}
customElements.define("f-dialog", Dialog);

/**
 * Asks before something that can't easily be undone.
 * @param {{heading: string, text: unknown, action: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export function confirm({ heading, text, action, danger = false }) {
  return new Promise((answer) => {
    const place = document.body.appendChild(document.createElement("div"));
    /** @param {boolean} yes */
    const done = (yes) => {
      place.querySelector("dialog")?.close();
      place.remove();
      answer(yes);
    };
    render(
      html`<f-dialog .open=${true} .heading=${heading} .body=${html`<p>${text}</p>`} @f-close=${() => done(false)}
        .actions=${html`<button class="button" type="button" ?autofocus=${danger} @click=${() => done(false)}>Cancel</button>
          <button class="button primary ${danger ? "danger" : ""}" type="button" ?autofocus=${!danger} @click=${() => done(true)}>${action}</button>`}></f-dialog>`,
      place,
    );
  });
}
