import { html } from "lit";
import { Page } from "../page.js";
import { mark } from "../icons.js";
import { focusFirstError } from "../components/f-field.js";
import "../components/f-problem.js";

/** What the pages for people who aren't signed in share: one form, one call at a time. */
export class Door extends Page {
  static properties = { ...Page.properties, busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.busy = false;
    /** @type {any} */ this.problem = null;
  }

  /**
   * @param {SubmitEvent} event
   * @param {(values: Record<string, string>) => Promise<unknown>} act
   */
  async submit(event, act) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await act(/** @type {any} */ (Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (event.target)))));
    } catch (error) {
      this.problem = error;
      await focusFirstError(this);
    }
    this.busy = false;
  }

  /** @param {unknown} card @param {unknown} below */
  door(card, below) {
    return html`<div class="stack"><div class="brand">${mark}Foyer</div><div class="card">${card}</div><p class="below">${below}</p></div>`;
  }

  /** @param {string} label */
  submitButton(label) {
    return html`<button class="button primary wide" aria-disabled=${String(this.busy)}>${this.busy ? "One moment…" : label}</button>`;
  }
}
