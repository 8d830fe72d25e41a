import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { api, live, newKey } from "../api.js";
import { badge } from "../components/badge.js";
import { focusFirstError } from "../components/f-field.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { clock, date, dateTime, words } from "../format.js";
import { icon } from "../icons.js";
import { Load } from "../load.js";
import { href } from "../router.js";
import { session } from "../session.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-menu.js";
import "../components/f-problem.js";

const TYPING_TOLD_EVERY = 4000;
const TYPING_HOLDS = 6000;

/**
 * One conversation: the transcript with forms, leads and notes in it and why a form was offered or not; the answer box;
 * beside them who it is, whose it is and what state it is in. Live.
 */
class Conversation extends FoyerElement {
  static properties = {
    id: {}, agents: { attribute: false }, members: { attribute: false },
    problem: { state: true }, sending: { state: true }, mode: { state: true }, draft: { state: true }, visitorTyping: { state: true },
  };

  constructor() {
    super();
    this.id = "";
    /** @type {any[]} */ this.agents = [];
    /** @type {any[]} */ this.members = [];
    /** @type {any} */ this.problem = null;
    this.sending = false;
    this.mode = "message";
    this.draft = "";
    this.visitorTyping = false;
    this.key = newKey();
    this.told = 0;
    this.read = "";
    this.decisions = new Load(this, (signal) => api.all(`/api/v1/conversations/${this.id}/decisions`, { signal }));
    this.conversation = new Load(this, (signal) => api.get(`/api/v1/conversations/${this.id}`, { signal }));
    this.stop = () => {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.soon = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.still = undefined;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.stop = live.listen(({ type, data }) => {
      if (type === "typing" && data.conversation_id === this.id && data.author === "visitor") {
        this.visitorTyping = true;
        clearTimeout(this.still);
        this.still = setTimeout(() => (this.visitorTyping = false), TYPING_HOLDS);
      } else if (type === "reset" || data?.conversation_id === this.id) {
        if (type.startsWith("message")) this.visitorTyping = false;
        clearTimeout(this.soon);
        this.soon = setTimeout(() => this.#reload(), 150);
      }
    });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
    clearTimeout(this.soon);
    clearTimeout(this.still);
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("id")) return;
    this.conversation.value = undefined;
    this.draft = "";
    this.problem = null;
    this.#reload();
  }

  /** @override */
  updated() {
    const whole = this.conversation.value;
    const last = whole?.messages.at(-1)?.id;
    if (!whole || whole.id !== this.id) return;
    const seen = `${whole.id} ${last} ${whole.notes.length}`;
    if (seen === this.read) return;
    this.read = seen;
    const transcript = this.querySelector(".transcript");
    if (transcript) transcript.scrollTop = transcript.scrollHeight;
    if (whole.unread) void api.post(`/api/v1/conversations/${whole.id}/read`).catch(() => {});
  }

  #reload() {
    void this.conversation.run();
    void this.decisions.run();
  }

  /** @param {Record<string, unknown>} change @param {string} done */
  async #change(change, done) {
    try {
      await api.patch(`/api/v1/conversations/${this.id}`, change);
      toast(done);
    } catch (error) {
      toastError(error);
    }
    void this.conversation.run();
  }

  /** @param {Event} event */
  #typed(event) {
    this.draft = /** @type {HTMLTextAreaElement} */ (event.target).value;
    if (this.mode !== "message" || Date.now() - this.told < TYPING_TOLD_EVERY) return;
    this.told = Date.now();
    void api.post(`/api/v1/conversations/${this.id}/typing`).catch(() => {});
  }

  /** @param {Event} event */
  async #send(event) {
    event.preventDefault();
    const text = this.draft.trim();
    if (!text || this.sending) return;
    this.sending = true;
    this.problem = null;
    try {
      await api.post(`/api/v1/conversations/${this.id}/${this.mode === "note" ? "notes" : "messages"}`, { text }, { once: this.key });
      this.draft = "";
      this.key = newKey();
      this.#reload();
    } catch (error) {
      this.problem = error; // what was typed stays, and sending again sends it once
      void focusFirstError(this);
    } finally {
      this.sending = false;
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void this.#send(event);
  }

  /** @param {SubmitEvent} event */
  #addTag(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const tag = String(new FormData(form).get("tag") ?? "").trim();
    if (!tag) return;
    form.reset();
    void this.#change({ tags: [...this.conversation.value.tags, tag] }, `Tagged ${tag}.`);
  }

  /** @param {any} message */
  #author(message) {
    if (message.author === "member") return message.author_name || "Team";
    return message.author === "agent" ? "Agent" : "Visitor";
  }

  /** @param {any} part @param {any} whole */
  #part(part, whole) {
    if (part.type === "lead_form") {
      const lead = whole.leads.find((/** @type {any} */ l) => l.form_id === part.form.id);
      return html`<div class="form"><div class="row-apart"><strong>Lead form</strong>${badge(part.form.status)}</div>
        ${lead
          ? html`<dl class="facts">${Object.entries(lead.fields).map(([name, value]) => html`<dt>${words(name)}</dt><dd>${value === null ? "" : String(value)}</dd>`)}</dl><p><a href=${href(`/leads/${lead.id}`)}>The lead</a></p>`
          : html`<p class="quiet">${part.form.fields.map((/** @type {any} */ f) => f.label).join(", ")}</p>`}</div>`;
    }
    if (part.type === "confirmation") return html`<div class="bubble">${part.text} ${badge(part.status)}</div>`;
    if (part.type === "choices") return html`<div class="bubble">${part.text}${part.choices.map((/** @type {any} */ c) => html`<br>• ${c.title}`)}</div>`;
    return html`<div class="bubble">${part.text}</div>`;
  }

  /** @param {any} decision */
  #why(decision) {
    const offered = { form: "The form was offered", question: "The agent asked first", none: "No form was offered" }[/** @type {"form"} */ (decision.offer)];
    return html`<details class="why"><summary>${offered}: ${decision.reason}</summary>
      <dl class="facts"><dt>Engine</dt><dd>${decision.engine}</dd><dt>Score</dt><dd>${decision.score?.toFixed(2) ?? "–"}</dd>
        ${decision.concept ? html`<dt>Heard</dt><dd>${decision.concept}</dd>` : nothing}
        ${decision.nearest_example ? html`<dt>Nearest example</dt><dd>${decision.nearest_example}</dd>` : nothing}
        <dt>Rule</dt><dd>${words(decision.rule)}</dd></dl></details>`;
  }

  /** @param {any} whole */
  #transcript(whole) {
    const turns = [...whole.messages, ...whole.notes.map((/** @type {any} */ n) => ({ ...n, author: "note" }))].sort((a, b) => a.created_at.localeCompare(b.created_at));
    let day = "";
    return html`<ol class="transcript" tabindex="0" aria-label="Transcript">${repeat(turns, (t) => t.id, (turn) => {
      const newDay = date(turn.created_at);
      const head = newDay !== day ? newDay : "";
      day = newDay;
      const decision = this.decisions.value?.find((/** @type {any} */ d) => d.message_id === turn.id);
      return html`${head ? html`<li class="quiet center"><time datetime=${turn.created_at}>${head}</time></li>` : nothing}
        <li class="turn ${turn.author === "member" ? "team" : turn.author}">
          <span class="by">${turn.author === "note" ? html`${icon("note")} Private note by ${turn.author_name || "the team"}` : this.#author(turn)} · <time datetime=${turn.created_at} title=${dateTime(turn.created_at)}>${clock(turn.created_at)}</time></span>
          ${turn.author === "note" ? html`<div class="bubble">${turn.text}</div>` : turn.parts.map((/** @type {any} */ p) => this.#part(p, whole))}
          ${decision ? this.#why(decision) : nothing}
        </li>`;
    })}</ol>`;
  }

  /** @param {any} whole */
  #answer(whole) {
    if (!session.may("editor")) return nothing;
    const note = this.mode === "note";
    return html`<form class="answer stack-small" @submit=${this.#send} novalidate>
      <div class="segmented" role="group" aria-label="What to write">
        ${[["message", "Answer"], ["note", "Private note"]].map(([mode, label]) => html`<button type="button" aria-pressed=${String(this.mode === mode)} @click=${() => (this.mode = mode)}>${label}</button>`)}
      </div>
      <f-field name="text" label=${note ? "Private note" : "Your answer"} labelhidden type="textarea" rows="3" maxlength="8000" .value=${this.draft}
        placeholder=${note ? "Only your team sees it" : "Write to the visitor"} .error=${this.problem?.at?.("/text") ?? ""} @input=${this.#typed} @keydown=${this.#key}></f-field>
      <f-problem .error=${this.problem?.beside?.(["/text"]) ?? this.problem}></f-problem>
      <div class="row-apart"><span class="quiet">${note ? "Visitors never see notes." : whole.agent_replies ? "Your answer takes the conversation over: the agent is silent until you give it back." : "You answer; the agent is silent."}</span>
        <button class="button primary" aria-disabled=${String(this.sending)}>${this.sending ? "Sending…" : note ? "Add note" : "Send"}</button></div>
    </form>`;
  }

  /** @param {any} whole */
  #side(whole) {
    const editor = session.may("editor");
    const source = [["Page", whole.source?.page_url], ["Referrer", whole.source?.referrer], ...Object.entries(whole.source?.utm ?? {}).map(([n, v]) => [words(n.replace(/^utm_/, "")), v])].filter(([, v]) => v);
    return html`<div class="beside">
      <section class="card"><h2>Who</h2>
        ${whole.contact
          ? html`<dl class="facts">${[["Name", whole.contact.name], ["E-mail", whole.contact.email], ["Phone", whole.contact.phone]].filter(([, v]) => v).map(([n, v]) => html`<dt>${n}</dt><dd>${v}</dd>`)}</dl><p><a href=${href(`/contacts/${whole.contact.id}`)}>The contact</a></p>`
          : html`<p class="quiet">An anonymous visitor. Once they leave their details, the contact is here.</p>`}
        <p class="quiet"><span class="dot ${whole.visitor.online ? "online" : ""}"></span>${whole.visitor.online ? "Online" : whole.visitor.last_seen_at ? `Last seen ${dateTime(whole.visitor.last_seen_at)}` : "Away"}${whole.identity === "verified" ? ", identity verified" : whole.identity === "unverified" ? ", identity claimed but not proved" : ""}</p>
      </section>
      <section class="card"><h2>Whose</h2><div class="stack-small">
        <f-field label="Assigned to" type="select" ?disabled=${!editor} .value=${whole.assignee_id ?? ""}
          .options=${[{ value: "", label: "Nobody" }, ...this.members.map((m) => ({ value: m.id, label: m.name || m.email }))]}
          @change=${(/** @type {any} */ e) => this.#change({ assignee_id: e.target.value || null }, e.target.value ? "Assigned." : "Assigned to nobody.")}></f-field>
        <p class="quiet">${whole.agent_replies ? "The agent answers." : "The team answers; the agent is silent."}</p>
        ${!whole.agent_replies && editor ? html`<button class="button small" type="button" @click=${() => this.#change({ agent_replies: true }, "The agent answers again.")}>Give it back to the agent</button>` : nothing}
      </div></section>
      <section class="card"><h2>Tags</h2>
        <div class="tags">${whole.tags.map((/** @type {string} */ tag) => html`<span class="chip"><a href=${href("/conversations", { tag, status: "all" })}>${tag}</a>${editor ? html`<button type="button" aria-label="Remove tag ${tag}" @click=${() => this.#change({ tags: whole.tags.filter((/** @type {string} */ t) => t !== tag) }, `Tag ${tag} removed.`)}>${icon("close")}</button>` : nothing}</span>`)}</div>
        ${editor ? html`<form class="row" @submit=${this.#addTag}><input class="input" name="tag" maxlength="60" aria-label="New tag" placeholder="New tag"><button class="button small">Add</button></form>` : nothing}
      </section>
      ${source.length ? html`<section class="card"><h2>Came from</h2><dl class="facts">${source.map(([n, v]) => html`<dt>${n}</dt><dd>${v}</dd>`)}</dl></section>` : nothing}
    </div>`;
  }

  /** @override */
  render() {
    const { value: whole, error } = this.conversation;
    if (!whole) return html`<f-header heading="Conversation"></f-header><f-problem .error=${error} .retry=${() => this.#reload()}></f-problem>${error ? nothing : html`<p role="status" class="quiet">Loading…</p>`}`;
    const agent = this.agents.find((a) => a.id === whole.agent_id)?.name ?? "an agent";
    const name = whole.contact?.name || whole.contact?.email || whole.visitor.name || "A visitor";
    const resolved = whole.status === "resolved";
    return html`
      <f-header .heading=${name} .lead=${`With ${agent}, since ${dateTime(whole.created_at)}`} .badge=${badge(whole.status)}
        .actions=${session.may("editor")
          ? html`<button class="button" type="button" @click=${() => this.#change({ status: resolved ? "open" : "resolved" }, resolved ? "Open again." : "Resolved. A new message of the visitor opens it again.")}>${resolved ? "Reopen" : "Resolve"}</button>`
          : nothing}></f-header>
      <div class="thread">
        <section class="card main-card" aria-label="Conversation">
          ${this.#transcript(whole)}
          <p class="quiet visually-hidden" role="status">${this.visitorTyping ? "The visitor is writing" : ""}</p>
          ${this.visitorTyping ? html`<p class="quiet answer" aria-hidden="true">The visitor is writing…</p>` : nothing}
          ${this.#answer(whole)}
        </section>
        ${this.#side(whole)}
      </div>`;
  }
}
customElements.define("f-conversation", Conversation);
