import { html } from "lit";
import { words } from "../format.js";

/** What a state feels like; a state that isn't here is plain. */
const TONES = {
  accent: ["new", "open", "running", "pending", "importing", "owner"],
  ok: ["won", "qualified", "submitted", "active", "succeeded", "completed", "delivered", "verified", "done"],
  warn: ["contacted", "offered", "paused", "unverified", "retrying", "invited"],
  error: ["lost", "spam", "failed", "dead", "dismissed", "expired", "error", "revoked"],
};

/**
 * A state of the API as a badge.
 * @param {string | null | undefined} state
 * @param {string} [label]
 */
export function badge(state, label = words(state)) {
  if (!state) return "";
  const tone = Object.entries(TONES).find(([, states]) => states.includes(state))?.[0] ?? "";
  return html`<span class="badge ${tone}">${label}</span>`;
}

/**
 * One condition of a filter, which can be taken away.
 * @param {string} text
 * @param {() => void} remove
 */
export function chip(text, remove) {
  return html`<span class="chip">${text}<button type="button" aria-label="Remove filter ${text}" @click=${remove}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18"></path></svg></button></span>`;
}
