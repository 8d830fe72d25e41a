import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { api, newKey } from "../api.js";
import { confirm } from "../components/f-dialog.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { ago, dateTime, plural } from "../format.js";
import { icon } from "../icons.js";
import { Load, Pages } from "../load.js";
import { href, setQuery } from "../router.js";
import { session } from "../session.js";
import { lines, valuesOf, Write } from "../write.js";
import "../components/f-dialog.js";
import "../components/f-field.js";
import "../components/f-table.js";

/** What the agent may answer with, and what it was asked and could not answer. `?entry=` is the open one. */
class AgentKnowledge extends FoyerElement {
  static properties = { agent: { attribute: false }, query: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */ this.agent = null;
    /** @type {Record<string, string>} */ this.query = {};
    this.entries = Pages.of(this, "");
    this.entries.read = (after, signal) => api.get(this.#path, { signal, query: { limit: 50, after } });
    this.unanswered = Pages.of(this, "");
    this.unanswered.read = (after, signal) => api.get(`${this.#path}/unanswered`, { signal, query: { limit: 20, after } });
    this.entry = new Load(this, (signal) => api.get(`${this.#path}/${this.query.entry}`, { signal }));
    this.saving = new Write(this);
    this.once = newKey();
    this.copy = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.looking = undefined;
    /** @type {import("../components/f-table.js").Column[]} */
    this.columns = [
      { key: "title", label: "Title", cell: (e) => e.title },
      { key: "questions", label: "Questions", cell: (e) => (e.questions.length > 0 ? plural(e.questions.length, "question") : html`<span class="quiet">none yet</span>`), wide: true },
      { key: "indexed", label: "Found by", cell: (e) => (e.indexed_at ? html`<span class="badge ok" title="Since ${dateTime(e.indexed_at)}">meaning</span>` : html`<span class="badge warn">words, indexing…</span>`) },
      { key: "updated_at", label: "Changed", cell: (e) => html`<time datetime=${e.updated_at} title=${dateTime(e.updated_at)}>${ago(e.updated_at)}</time>`, end: true, wide: true },
    ];
  }

  get #path() {
    return `/api/v1/agents/${this.agent.id}/knowledge`;
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.looking);
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has("agent") && changed.get("agent")?.id !== this.agent.id) {
      void this.#reload();
      void this.unanswered.reload();
    }
    if (changed.has("query") && changed.get("query")?.entry !== this.query.entry) {
      this.saving.problem = null;
      this.entry.value = undefined;
      if (this.query.entry && this.query.entry !== "new") void this.entry.run();
    }
  }

  /** Reads the list, and again as long as something is being indexed. */
  async #reload(tries = 5) {
    await this.entries.reload();
    clearTimeout(this.looking);
    if (tries > 0 && this.isConnected && this.entries.items.some((e) => !e.indexed_at)) this.looking = setTimeout(() => this.#reload(tries - 1), 1500);
  }

  #close() {
    setQuery({ entry: null, question: null, unanswered: null });
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    const { title, questions, text } = valuesOf(event);
    const body = { title, questions: lines(questions), text };
    const made = this.query.entry === "new";
    const answered = this.query.unanswered;
    const done = await this.saving.run(async () => {
      if (made) await api.post(this.#path, body, { once: this.once });
      else await api.patch(`${this.#path}/${this.query.entry}`, body, { of: this.entry.value });
      if (answered) await api.delete(`${this.#path}/unanswered/${answered}`).catch(() => {}); // it may be gone already
    });
    this.once = newKey();
    if (!done) return;
    toast(made ? "Answer added" : "Answer saved");
    this.#close();
    void this.#reload();
    if (answered) void this.unanswered.reload();
  }

  async #delete() {
    const { id, title } = this.entry.value;
    if (!(await confirm({ heading: `Delete “${title}”?`, text: "The agent no longer answers with it.", action: "Delete answer", danger: true }))) return;
    try {
      await api.delete(`${this.#path}/${id}`);
      toast("Answer deleted");
      this.#close();
      void this.#reload();
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {any} question */
  async #dismiss(question) {
    try {
      await api.delete(`${this.#path}/unanswered/${question.id}`);
      toast("Question dismissed");
      void this.unanswered.reload();
    } catch (error) {
      toastError(error);
    }
  }

  #form() {
    const { saving, query } = this;
    const made = query.entry === "new";
    const entry = made ? { title: "", questions: query.question ? [query.question] : [], text: "" } : this.entry.value;
    if (this.entry.error && !made) return html`<f-problem .error=${this.entry.error} .retry=${() => this.entry.run()}></f-problem>`;
    if (!entry) return html`<p class="quiet" role="status">Loading…</p>`;
    const fixed = !session.may("editor");
    return keyed(`${query.entry}${this.copy}`, html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(e)}>
      ${saving.note(["/title", "/questions", "/text"], async () => { await this.entry.run(); this.copy++; this.requestUpdate(); })}
      <f-field name="title" label="Title" required maxlength="200" placeholder="Opening hours" hint="What it is about. Visitors see it as the source of the answer." .value=${entry.title} .error=${saving.at("/title")} ?disabled=${fixed}></f-field>
      <f-field name="questions" type="textarea" rows="5" label="Questions" placeholder=${"When are you open?\nAre you open on Sundays?"} hint="Ways in which visitors ask for it, one a line. The more, the more often it is found." .value=${entry.questions.join("\n")} .error=${saving.at("/questions")} ?disabled=${fixed}></f-field>
      <f-field name="text" type="textarea" rows="7" label="Answer" required maxlength="4000" hint="As the agent says it." .value=${entry.text} .error=${saving.at("/text")} ?disabled=${fixed}></f-field>
      ${fixed ? nothing : html`<footer>${made ? nothing : html`<button class="button danger" type="button" @click=${() => this.#delete()}>Delete</button><span class="grow"></span>`}
        <button class="button" type="button" @click=${() => this.#close()}>Cancel</button>${saving.submit(made ? "Add answer" : "Save")}</footer>`}
    </form>`);
  }

  #questions() {
    const { unanswered } = this;
    if (unanswered.error) return html`<f-problem .error=${unanswered.error} .retry=${() => unanswered.reload()}></f-problem>`;
    if (!unanswered.started) return html`<p class="quiet" role="status">Loading…</p>`;
    if (unanswered.items.length === 0) return html`<p class="quiet">None. What visitors ask in vain is listed here, so that you can answer it once for all.</p>`;
    const fixed = !session.may("editor");
    return html`<ul class="unanswered" aria-label="Unanswered questions">${unanswered.items.map((q) => html`<li class="row-apart">
        <div class="grow"><p>${q.question}</p><p class="quiet small">Asked ${plural(q.count, "time")}, last <time datetime=${q.last_asked_at} title=${dateTime(q.last_asked_at)}>${ago(q.last_asked_at)}</time> · <a href=${href(`/conversations/${q.conversation_id}`)} aria-label="Conversation in which “${q.question}” was asked">conversation</a></p></div>
        ${fixed ? nothing : html`<span class="row"><button class="button small" type="button" aria-label="Answer this: “${q.question}”" @click=${() => setQuery({ entry: "new", question: q.question, unanswered: q.id })}>Answer this</button>
          <button class="button small plain" type="button" aria-label="Dismiss “${q.question}”" @click=${() => this.#dismiss(q)}>Dismiss</button></span>`}
      </li>`)}</ul>
      ${unanswered.next ? html`<button class="button small" type="button" @click=${() => unanswered.more()}>More questions</button>` : nothing}`;
  }

  #add() {
    return session.may("editor") ? html`<button class="button primary" type="button" @click=${() => setQuery({ entry: "new" })}>${icon("plus")}Add answer</button>` : nothing;
  }

  /** @override */
  render() {
    const { query } = this;
    return html`<div class="stack">
      <div class="row-apart"><p class="quiet">The agent answers from these words, and names the title as the source.</p>${this.#add()}</div>
      <f-table caption="Knowledge" noun="answer" .pages=${this.entries} .columns=${this.columns} .rowName=${(/** @type {any} */ e) => e.title} .link=${(/** @type {any} */ e) => href(`/agents/${this.agent.id}/knowledge`, { entry: e.id })}
        .empty=${html`<f-empty icon="book" heading="It knows nothing yet" text="Write down what visitors ask most: opening hours, prices, delivery. Each answer has some ways to ask for it." .actions=${this.#add()}></f-empty>`}></f-table>
      <section class="card"><h2>Questions it could not answer</h2>${this.#questions()}</section>
      <f-dialog kind="drawer" .open=${Boolean(query.entry)} .heading=${query.entry === "new" ? "New answer" : (this.entry.value?.title ?? "Answer")} @f-close=${() => this.#close()} .body=${query.entry ? this.#form() : nothing}></f-dialog>
    </div>`;
  }
}
customElements.define("f-agent-knowledge", AgentKnowledge);
