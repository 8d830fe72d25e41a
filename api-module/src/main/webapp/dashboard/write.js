import { html, nothing } from "lit";
import { confirm } from "./components/f-dialog.js";
import { focusFirstError } from "./components/f-field.js";
import { beforeLeaving } from "./router.js";

/**
 * Something written to the server, as a reactive controller: one call at a time, `busy` while it runs, `problem` if it
 * failed. A failure leaves what was typed and leads to the first field that is wrong.
 */
export class Write {
  busy = false;
  /** @type {any} */ problem = null;

  /** @param {import("lit").ReactiveControllerHost & import("./element.js").FoyerElement} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  /** A controller needs at least one of its hooks. */
  hostDisconnected() {
    this.problem = null;
  }

  /**
   * @param {() => Promise<unknown>} act
   * @returns {Promise<boolean>} whether it was done
   */
  async run(act) {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    this.host.requestUpdate();
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
      if (this.problem) await focusFirstError(this.host);
    }
  }

  /** @param {string} pointer @returns {string} what is wrong there, as a sentence: the API leaves out its subject */
  at(pointer) {
    const message = this.problem?.at?.(pointer) ?? "";
    return /^\p{Ll}/u.test(message) ? `This ${message}.`.replace(/\.\.$/, ".") : message;
  }

  /**
   * What no field says. A conflict offers to read again.
   * @param {string[]} pointers those that fields show
   * @param {() => unknown} [reload] reads what is true now; what was typed is given up
   */
  note(pointers = [], reload) {
    const { problem } = this;
    if (problem?.conflict && reload) {
      return html`<div role="alert"><div class="alert warn"><p class="grow">Somebody else changed this meanwhile. Copy what you want to keep, then load what is there now.</p>
        <button class="button small" type="button" @click=${() => { this.problem = null; reload(); }}>Load it</button></div></div>`;
    }
    return html`<f-problem .error=${problem ? (problem.beside?.(pointers) ?? problem.message) : null}></f-problem>`;
  }

  /**
   * The button that sends the form it is in.
   * @param {string} label
   * @param {string} [doing]
   */
  submit(label, doing = "Saving…") {
    return html`<button class="button primary" aria-disabled=${this.busy ? "true" : nothing}>${this.busy ? doing : label}</button>`;
  }
}

/** @param {SubmitEvent} event @returns {Record<string, string>} what a form says; ticks are "on" */
export function valuesOf(event) {
  event.preventDefault();
  return /** @type {any} */ (Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (event.target))));
}

/** From the first change of a form until it is saved: asks before the page is left. */
export const askBeforeLeaving = () =>
  beforeLeaving(() => confirm({ heading: "Leave without saving?", text: "What you changed here is not saved yet.", action: "Leave", danger: true }));

/** @param {string} text one thing a line @returns {string[]} */
export const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
