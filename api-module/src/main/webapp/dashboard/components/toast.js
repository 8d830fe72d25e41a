import { html, nothing, render } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../icons.js";

/** @typedef {{id: number, text: string, error: boolean, undo?: () => unknown}} Toast */

/** @type {Toast[]} */
let toasts = [];
let count = 0;
/** @type {HTMLElement | null} */
let place = null;

function show() {
  if (!place) {
    place = document.createElement("div");
    place.className = "toasts";
    place.setAttribute("role", "status");
    place.setAttribute("aria-label", "Messages");
    place.popover = "manual";
    document.body.append(place);
  }
  // shown anew each time, so that it lies above a dialog opened meanwhile
  if (place.matches(":popover-open")) place.hidePopover();
  if (toasts.length > 0) place.showPopover();
  render(
    repeat(toasts, (t) => t.id, (t) => html`<div class="toast ${t.error ? "error" : ""}">
      <p>${t.text}</p>
      ${t.undo ? html`<button class="button small" type="button" @click=${() => { close(t.id); t.undo?.(); }}>Undo</button>` : nothing}
      <button class="button plain square small" type="button" aria-label="Dismiss message" @click=${() => close(t.id)}>${icon("close")}</button>
    </div>`),
    place,
  );
}

/** @param {number} id */
function close(id) {
  toasts = toasts.filter((t) => t.id !== id);
  show();
}

/**
 * Says that something is done. With `undo` it stays longer and offers to take it back; an error stays until dismissed.
 * @param {string} text
 * @param {{undo?: () => unknown, error?: boolean}} [options]
 */
export function toast(text, { undo, error = false } = {}) {
  const id = ++count;
  toasts = [...toasts.slice(-3), { id, text, error, undo }];
  show();
  if (!error) setTimeout(() => close(id), undo ? 12_000 : 5_000);
}

/** @param {unknown} error what a failed call threw */
export const toastError = (error) => toast(error instanceof Error ? error.message : String(error), { error: true });
