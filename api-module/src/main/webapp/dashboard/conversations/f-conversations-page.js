import { html } from "lit";
import { live } from "../api.js";
import { badge } from "../components/badge.js";
import { ago, dateTime } from "../format.js";
import { Pages } from "../load.js";
import { Page } from "../page.js";
import "../components/f-header.js";
import "../components/f-table.js";
import "../components/f-tabs.js";

/** @type {import("../components/f-table.js").Column[]} */
const COLUMNS = [
  {
    key: "last", label: "Last message",
    cell: (c) => html`<span class=${c.unread ? "strong" : ""}>${c.last_message?.parts.find((/** @type {any} */ p) => p.text)?.text ?? "A form"}</span>`,
  },
  { key: "status", label: "Status", cell: (c) => badge(c.status) },
  { key: "leads", label: "Lead", cell: (c) => (c.lead_ids.length > 0 ? html`<span class="badge ok">Lead</span>` : ""), wide: true },
  { key: "at", label: "Active", cell: (c) => html`<time datetime=${c.last_activity_at} title=${dateTime(c.last_activity_at)}>${ago(c.last_activity_at)}</time>`, end: true },
];

class ConversationsPage extends Page {
  constructor() {
    super();
    this.conversations = Pages.of(this, "/api/v1/conversations", () => ({ status: this.query.status }));
    this.stop = () => {};
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.stop = live.listen(({ type }) => {
      if (/^(conversation|message|reset)/.test(type)) void this.conversations.reload();
    });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.conversations.reload();
  }

  /** @override */
  render() {
    const status = this.query.status ?? "";
    return html`
      <f-header heading="Conversations"></f-header>
      <f-tabs label="Status" .items=${[["", "All"], ["open", "Open"], ["resolved", "Resolved"]].map(([value, label]) => ({ href: "#/conversations" + (value && "?status=" + value), label, current: status === value }))}></f-tabs>
      <f-table caption="Conversations" noun="conversation" .pages=${this.conversations} .columns=${COLUMNS}
        .empty=${html`<f-empty icon="conversations" heading="No conversation here" text="As soon as a visitor writes, the conversation appears, live."></f-empty>`}></f-table>`;
  }
}
customElements.define("f-conversations-page", ConversationsPage);
