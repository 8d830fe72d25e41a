import { html } from "lit";
import { api } from "../api.js";
import { badge } from "../components/badge.js";
import { toastError } from "../components/toast.js";
import { dateTime, fileSize, number } from "../format.js";
import { Pages } from "../load.js";
import { Page } from "../page.js";
import "../components/f-empty.js";
import "../components/f-header.js";
import "../components/f-table.js";

const LOOK_AGAIN = 1500;

/** Large exports, written in the background: how far each is, and its file. */
class ExportsPage extends Page {
  constructor() {
    super();
    this.exports = Pages.of(this, "/api/v1/contacts/exports", () => ({}));
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.again = undefined;
    void this.exports.reload();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  /** @override */
  updated() {
    clearTimeout(this.again);
    if (this.isConnected && this.exports.items.some((e) => e.state === "queued" || e.state === "running")) this.again = setTimeout(() => void this.exports.reload(), LOOK_AGAIN);
  }

  /** @override */
  render() {
    /** @type {import("../components/f-table.js").Column[]} */
    const columns = [
      { key: "created_at", label: "Asked for", cell: (e) => dateTime(e.created_at) },
      { key: "format", label: "Format", cell: (e) => e.format.toUpperCase(), wide: true },
      { key: "state", label: "State", cell: (e) => badge(e.state) },
      { key: "rows", label: "Rows", end: true, cell: (e) => (e.total === null || e.state === "done" ? number(e.rows) : `${number(e.rows)} of ${number(e.total)}`) },
      { key: "file", label: "File", end: true, cell: (e) => e.state === "done" ? html`<button class="button small" type="button" @click=${() => api.download(`/api/v1/contacts/exports/${e.id}/file`, `contacts.${e.format}`).catch(toastError)}>Save${e.bytes === undefined ? "" : `, ${fileSize(e.bytes)}`}</button>` : "" },
      { key: "expires_at", label: "Kept until", cell: (e) => dateTime(e.expires_at), wide: true, end: true },
    ];
    return html`<div class="contacts">
      <f-header heading="Exports" lead="Files of many contacts are written in the background." .back=${{ href: "#/contacts", label: "Contacts" }}></f-header>
      <f-table caption="Exports" noun="export" .pages=${this.exports} .columns=${columns} .rowName=${(/** @type {any} */ e) => e.created_at}
        .empty=${html`<f-empty icon="download" heading="No export" text="Exporting more than 10,000 contacts makes a file here; fewer are saved at once."></f-empty>`}></f-table>
    </div>`;
  }
}
customElements.define("f-exports-page", ExportsPage);
