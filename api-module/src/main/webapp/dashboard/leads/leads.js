import { html } from "lit";
import { api } from "../api.js";
import { toastError } from "../components/toast.js";
import { words } from "../format.js";

/** The steps a lead goes through, in their order. */
export const STATUSES = ["new", "contacted", "qualified", "won", "lost", "spam"];

/** @param {any} lead */
export const leadName = ({ fields }) => fields.name || fields.email || fields.phone || "A lead";

/**
 * A choice of the lead's status that is saved at once; `saved` gets the lead as it is then.
 * @param {any} lead
 * @param {(lead: any) => void} saved
 */
export function statusChoice(lead, saved) {
  return html`<select class="input status" aria-label="Status of ${leadName(lead)}" .value=${lead.status}
    @change=${async (/** @type {any} */ event) => {
      const wanted = event.target.value;
      try {
        saved(await api.patch(`/api/v1/leads/${lead.id}`, { status: wanted }));
      } catch (error) {
        event.target.value = lead.status;
        toastError(error);
      }
    }}>
    ${STATUSES.map((s) => html`<option value=${s} .selected=${s === lead.status}>${words(s)}</option>`)}
  </select>`;
}
