import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { api, live } from "../api.js";
import { ago, dateTime, plural } from "../format.js";
import { icon } from "../icons.js";
import { Load, Pages } from "../load.js";
import { Page } from "../page.js";
import { href, setQuery } from "../router.js";
import { session } from "../session.js";
import "../components/f-empty.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-problem.js";
import "../components/f-tabs.js";
import "./f-conversation.js";

const VIEWS = [["open", "Open"], ["resolved", "Resolved"], ["", "All"]];

/** What was said last, in a line. @param {any} conversation */
function said({ last_message: last }) {
  const part = last?.parts.find((/** @type {any} */ p) => p.text) ?? last?.parts[0];
  const text = part?.text ?? (part?.type === "lead_form" ? "A form" : "Nothing said yet");
  return last?.author === "visitor" ? text : html`<span class="quiet">${last?.author === "member" ? "Team: " : last ? "Agent: " : ""}</span>${text}`;
}

/** The inbox: the list, live, and beside it the conversation that is open. What is shown is in the address. */
class ConversationsPage extends Page {
  constructor() {
    super();
    this.conversations = Pages.of(this, "/api/v1/conversations", () => {
      const { status = "open", q, agent, assignee, tag } = this.query;
      return { status: status === "all" ? undefined : status, q, agent_id: agent, assignee_id: assignee, tag };
    });
    this.agents = new Load(this, () => api.all("/api/v1/agents"));
    this.members = new Load(this, () => api.all("/api/v1/members"));
    this.stop = () => {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.typing = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.soon = undefined;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.agents.run();
    void this.members.run();
    this.stop = live.listen(({ type }) => {
      if (!/^(conversation|message|lead|reset)/.test(type)) return;
      // several events of one moment are one look at the list
      clearTimeout(this.soon);
      this.soon = setTimeout(() => void this.conversations.reload(), 300);
    });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
    clearTimeout(this.soon);
    clearTimeout(this.typing);
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.conversations.reload();
  }

  /** @param {Event} event */
  #search(event) {
    const q = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => setQuery({ q }), 250);
  }

  /** @param {any} conversation */
  #row(conversation) {
    const open = conversation.id === this.params.id;
    const agent = this.agents.value?.find((/** @type {any} */ a) => a.id === conversation.agent_id)?.name ?? "";
    const person = conversation.visitor.name ?? "A visitor";
    return html`<li><a class=${conversation.unread ? "unread" : ""} href=${href(`/conversations/${conversation.id}`, this.query)} aria-current=${open ? "true" : nothing}>
      <span class="strong"><span class="dot ${conversation.visitor.online ? "online" : ""}" title=${conversation.visitor.online ? "Online" : "Away"}></span>${person}<span class="quiet"> · ${agent}</span></span>
      <time class="quiet" datetime=${conversation.last_activity_at} title=${dateTime(conversation.last_activity_at)}>${ago(conversation.last_activity_at)}</time>
      <span class="said">${said(conversation)}</span>
      <span>${conversation.lead_ids.length ? html`<span class="badge ok">Lead</span> ` : nothing}${conversation.unread ? html`<span class="count">${conversation.unread}<span class="visually-hidden"> unread</span></span>` : nothing}</span>
    </a></li>`;
  }

  #list() {
    const { items, next, started, loading, error } = this.conversations;
    if (error && !started) return html`<f-problem .error=${error} .retry=${() => this.conversations.reload()}></f-problem>`;
    if (!started) return html`<p role="status" class="quiet">Loading…</p>`;
    const filtered = this.query.q || this.query.agent || this.query.assignee || this.query.tag;
    if (items.length === 0) {
      return html`<div class="card">${filtered
        ? html`<f-empty icon="conversations" heading="No conversation matches" text="Take a filter away." .actions=${html`<a class="button" href="#/conversations">Show open ones</a>`}></f-empty>`
        : html`<f-empty icon="conversations" heading="No conversation here" text="As soon as a visitor writes, the conversation appears, live." .actions=${html`<a class="button" href="/demo" target="_blank" rel="noopener">Open the demo page</a>`}></f-empty>`}</div>`;
    }
    return html`<div class="card"><ul aria-label="Conversations">${repeat(items, (c) => c.id, (c) => this.#row(c))}</ul></div>
      <div class="table-foot"><span role="status">${plural(items.length, "conversation")}${next ? " shown" : ""}</span>
        ${next ? html`<button class="button small" type="button" aria-disabled=${String(loading)} @click=${() => this.conversations.more()}>${loading ? "Loading…" : "Load more"}</button>` : nothing}</div>`;
  }

  /** @override */
  render() {
    const { status = "open", q = "", agent = "", assignee = "", tag = "" } = this.query;
    const id = this.params.id;
    return html`
      ${id ? html`<a class="inbox-back" href=${href("/conversations", this.query)}>${icon("back")}Conversations</a>` : html`<f-header heading="Conversations" lead="Everybody who chats, newest activity first."></f-header>`}
      <div class="inbox ${id ? "panes open" : ""}">
        <div class="list">
          <f-tabs label="Status" .items=${VIEWS.map(([value, label]) => ({ href: href(id ? `/conversations/${id}` : "/conversations", { ...this.query, status: value || "all" }), label, current: (status === "all" ? "" : status) === value }))}></f-tabs>
          <div class="toolbar" role="search" aria-label="Conversations">
            <div class="search">${icon("search")}<input class="input" type="search" aria-label="Search conversations" placeholder="What was said" .value=${q} @input=${this.#search}></div>
            <f-field label="Agent" labelhidden type="select" .value=${agent}
              .options=${[{ value: "", label: "Every agent" }, ...(this.agents.value ?? []).map((/** @type {any} */ a) => ({ value: a.id, label: a.name }))]}
              @change=${(/** @type {any} */ e) => setQuery({ agent: e.target.value })}></f-field>
            <f-field label="Assigned to" labelhidden type="select" .value=${assignee}
              .options=${[{ value: "", label: "Anybody’s" }, ...(this.members.value ?? []).map((/** @type {any} */ m) => ({ value: m.id, label: m.id === session.member?.id ? "Mine" : m.name || m.email }))]}
              @change=${(/** @type {any} */ e) => setQuery({ assignee: e.target.value })}></f-field>
            ${tag ? html`<span class="chip">Tag: ${tag}<button type="button" aria-label="Remove filter ${tag}" @click=${() => setQuery({ tag: null })}>${icon("close")}</button></span>` : nothing}
          </div>
          ${this.#list()}
        </div>
        ${id ? html`<f-conversation .id=${id} .agents=${this.agents.value ?? []} .members=${this.members.value ?? []}></f-conversation>` : nothing}
      </div>`;
  }
}
customElements.define("f-conversations-page", ConversationsPage);
