import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { confirm } from "../components/f-dialog.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { Load } from "../load.js";
import { beforeLeaving, go, href } from "../router.js";
import { session } from "../session.js";
import { askBeforeLeaving, lines, Write } from "../write.js";
import { entryOf, known, shown, specOf } from "./fields.js";
import "../components/f-field.js";
import "../components/f-problem.js";
import "./f-field-list.js";
import "./f-form-preview.js";
import "./f-trial.js";

/** Ready wordings, each of which the engine understands. */
const IDEAS = [
  ["Wants contact", "when a visitor asks to be contacted or a person must follow up"],
  ["Wants a quote", "when a visitor asks for a quote or a price"],
  ["Wants a demo", "when a visitor wants a demo or an appointment"],
  ["Not answered", "when a question could not be answered"],
];
const SENSITIVITIES = [
  { value: "eager", label: "Eager: rather once too often" },
  { value: "balanced", label: "Balanced" },
  { value: "careful", label: "Careful: only when it is clear" },
];
const SHOWN = ["/description", "/success_message", "/dismiss_message", "/fields", "/name", "/examples", "/consent", "/mode", "/sensitivity"];

/** @param {any} action as the API has it @returns what the editor holds */
const draftOf = (action) => ({
  name: action.name,
  description: action.description,
  mode: action.mode,
  enabled: action.enabled,
  sensitivity: action.sensitivity,
  /** @type {string} */ offer: action.examples.offer.join("\n"),
  /** @type {string} */ dont: action.examples.dont_offer.join("\n"),
  /** @type {import("./fields.js").Entry[]} */ fields: action.fields.map(entryOf),
  success_message: action.success_message,
  dismiss_message: action.dismiss_message,
  asksConsent: Boolean(action.consent),
  consentText: action.consent?.text ?? "",
  consentRequired: action.consent?.required ?? false,
});

const NEW = {
  name: "collect_leads", description: IDEAS[0][1], mode: "auto", enabled: true, sensitivity: "balanced", examples: { offer: [], dont_offer: [] },
  fields: ["name", "email"], success_message: "Thanks — we'll be in touch!", dismiss_message: "No problem — ask me anything else in the meantime.", understood_as: [],
};

/** Actions → Collect leads: what is asked, when, and what is said; beside it the form itself and a box to try it. */
class ActionEditor extends FoyerElement {
  static properties = { agent: { attribute: false }, item: {}, draft: { state: true }, action: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.agent = null;
    this.item = "";
    /** @type {any} the action as it was read or saved; null while it is new */ this.action = null;
    /** @type {ReturnType<typeof draftOf> | null} */ this.draft = null;
    this.of = "";
    this.once = newKey();
    this.saving = new Write(this);
    this.custom = new Load(this, (signal) => api.all("/api/v1/custom-attributes", { signal }));
    this.read = new Load(this, async (signal) => {
      const action = this.item === "new" ? null : await api.get(`${this.#path}/${this.item}`, { signal });
      this.action = action;
      this.draft = draftOf(action ?? NEW);
      return action ?? NEW;
    });
  }

  get #path() {
    return `/api/v1/agents/${this.agent.id}/actions`;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.custom.run();
  }

  /** @override */
  willUpdate() {
    const of = `${this.agent?.id}/${this.item}`;
    if (!this.agent || this.of === of) return;
    this.of = of;
    if (this.action?.id === this.item) return; // just made here
    this.draft = null;
    void this.read.run();
  }

  get #dirty() {
    return this.draft !== null && (this.action === null || JSON.stringify(this.draft) !== JSON.stringify(draftOf(this.action)));
  }

  /** @param {Partial<ReturnType<typeof draftOf>>} change */
  #set(change) {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...change };
    if (this.action && !this.#dirty) beforeLeaving(null);
    else askBeforeLeaving();
  }

  #body() {
    const d = /** @type {NonNullable<typeof this.draft>} */ (this.draft);
    return {
      name: d.name, description: d.description, mode: d.mode, enabled: d.enabled, sensitivity: d.sensitivity,
      examples: { offer: lines(d.offer), dont_offer: lines(d.dont) },
      fields: d.fields.map(specOf), success_message: d.success_message, dismiss_message: d.dismiss_message,
      ...(d.asksConsent ? { consent: { text: d.consentText, required: d.consentRequired } } : this.action?.consent ? { consent: null } : {}),
    };
  }

  /** @returns {Promise<boolean>} whether it is saved now */
  async save() {
    const made = this.action === null;
    const done = await this.saving.run(async () => {
      const saved = made
        ? await api.post(this.#path, { kind: "collect_leads", ...this.#body() }, { once: this.once })
        : await api.patch(`${this.#path}/${this.action.id}`, this.#body(), { of: this.action });
      this.action = saved;
      this.draft = draftOf(saved);
      beforeLeaving(null);
      toast(made ? "Action added" : "Action saved");
      if (made) go(`/agents/${this.agent.id}/actions/${saved.id}`, {}, { replace: true });
    });
    this.once = newKey();
    await this.updateComplete; // whoever waits finds the action's address
    return done;
  }

  async #discard() {
    if (this.action) {
      this.draft = draftOf(this.action);
      this.saving.problem = null;
      beforeLeaving(null);
    } else go(`/agents/${this.agent.id}/actions`);
  }

  #reload() {
    beforeLeaving(null);
    return this.read.run();
  }

  async #delete() {
    if (!(await confirm({ heading: "Delete this action?", text: "The agent no longer offers the form. Leads it brought stay.", action: "Delete action", danger: true }))) return;
    try {
      await api.delete(`${this.#path}/${this.action.id}`);
      beforeLeaving(null);
      toast("Action deleted");
      go(`/agents/${this.agent.id}/actions`);
    } catch (error) {
      toastError(error);
    }
  }

  /** From the try-it box. What else is being edited stays unsaved. @param {CustomEvent<{message: string, offer: boolean}>} event */
  async #example({ detail: { message, offer } }) {
    const { action } = this;
    const list = offer ? "offer" : "dont_offer";
    const other = offer ? "dont_offer" : "offer";
    const text = message.slice(0, 500).replaceAll("\n", " ");
    const before = action.examples;
    const after = { [list]: [...before[list].filter((/** @type {string} */ m) => m !== text), text], [other]: before[other].filter((/** @type {string} */ m) => m !== text) };
    try {
      await this.#examples(after);
      toast(offer ? "Added to the messages to offer after" : "Added to the messages not to offer after", { undo: () => this.#examples(before).catch(toastError) });
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {any} examples */
  async #examples(examples) {
    const rest = this.draft;
    const was = draftOf(this.action);
    const saved = await api.patch(`${this.#path}/${this.action.id}`, { examples }, { of: this.action });
    const now = draftOf(saved);
    this.action = saved;
    // lists that were edited here and not saved keep their edits
    if (rest) this.draft = { ...rest, ...(rest.offer === was.offer && { offer: now.offer }), ...(rest.dont === was.dont && { dont: now.dont }) };
    void /** @type {any} */ (this.querySelector("f-trial"))?.again();
  }

  #understood() {
    const understood = this.action?.understood_as ?? [];
    if (!this.action || this.draft?.description !== this.action.description) return html`<p class="hint">After saving, this says how it was understood.</p>`;
    if (understood.length === 0) {
      return html`<p class="alert warn"><span>Not understood. Take one of the wordings above, or add example messages: they work with any description.</span></p>`;
    }
    return html`<div class="row" data-testid="understood"><span class="quiet small">Understood as</span>${understood.map((/** @type {string} */ u) => html`<span class="badge accent">${u}</span>`)}</div>`;
  }

  #when() {
    const { saving, draft: d } = this;
    if (!d) return nothing;
    const fixed = !session.may("editor");
    return html`<section class="card stack">
      <h2>When to offer it</h2>
      <f-field type="textarea" rows="2" label="Description" maxlength="2000" required hint="In plain words, who should be asked. “But not for …” leaves something out." .value=${d.description}
        .error=${saving.at("/description")} ?disabled=${fixed} @input=${(/** @type {any} */ e) => this.#set({ description: e.target.value })}></f-field>
      ${fixed ? nothing : html`<div class="row" role="group" aria-label="Ready descriptions">${IDEAS.map(([label, text]) => html`<button class="button small" type="button" title=${text} @click=${() => this.#set({ description: text })}>${label}</button>`)}</div>`}
      ${this.#understood()}
      <div class="columns">
        <f-field type="select" label="How" hint=${d.mode === "auto" ? "The form appears at once." : "The visitor says yes before the form appears."} .value=${d.mode} .error=${saving.at("/mode")} ?disabled=${fixed}
          .options=${[{ value: "auto", label: "Show the form" }, { value: "confirm", label: "Ask first" }]} @change=${(/** @type {any} */ e) => this.#set({ mode: e.target.value })}></f-field>
        <f-field type="select" label="Sensitivity" .value=${d.sensitivity} .options=${SENSITIVITIES} .error=${saving.at("/sensitivity")} ?disabled=${fixed} @change=${(/** @type {any} */ e) => this.#set({ sensitivity: e.target.value })}></f-field>
      </div>
      <div class="columns">
        <f-field type="textarea" rows="4" label="Offer after messages like these" placeholder="Could somebody ring me?" hint="One a line, up to 50. Ten of your visitors’ own make it much surer." .value=${d.offer} .error=${saving.at("/examples/offer")} ?disabled=${fixed}
          @input=${(/** @type {any} */ e) => this.#set({ offer: e.target.value })}></f-field>
        <f-field type="textarea" rows="4" label="But not after these" placeholder="Where is my order?" hint="One a line, up to 50." .value=${d.dont} .error=${saving.at("/examples/dont_offer")} ?disabled=${fixed}
          @input=${(/** @type {any} */ e) => this.#set({ dont: e.target.value })}></f-field>
      </div>
    </section>`;
  }

  #what() {
    const { saving, draft: d } = this;
    if (!d) return nothing;
    const fixed = !session.may("editor");
    const wrong = saving.problem?.violations?.some((/** @type {any} */ v) => v.pointer === "/fields") ? saving.at("/fields") : "";
    return html`<section class="card stack">
      <h2>What to ask</h2>
      ${wrong ? html`<p class="alert error" role="alert">${d.fields.length === 0 ? "Add at least one field: name, email or phone." : wrong}</p>` : nothing}
      <f-field-list .entries=${d.fields} .fields=${known(this.custom.value ?? [])} ?disabled=${fixed} .errorAt=${(/** @type {number} */ at) => saving.at(`/fields/${at}`)}
        @f-change=${(/** @type {any} */ e) => this.#set({ fields: e.detail })}></f-field-list>
      <f-field type="checkbox" label="Ask for consent with a box to tick" .checked=${d.asksConsent} ?disabled=${fixed} @change=${(/** @type {any} */ e) => this.#set({ asksConsent: e.target.checked })}></f-field>
      ${d.asksConsent
        ? html`<f-field type="textarea" rows="2" label="Wording of the consent" maxlength="1000" hint="Kept with each lead, as the visitor saw it." .value=${d.consentText} .error=${saving.at("/consent")} ?disabled=${fixed} @input=${(/** @type {any} */ e) => this.#set({ consentText: e.target.value })}></f-field>
            <f-field type="checkbox" label="The form can’t be sent without it" .checked=${d.consentRequired} ?disabled=${fixed} @change=${(/** @type {any} */ e) => this.#set({ consentRequired: e.target.checked })}></f-field>`
        : nothing}
    </section>
    <section class="card stack">
      <h2>What to say</h2>
      <f-field name="success_message" label="When the form was sent" maxlength="500" .value=${d.success_message} .error=${saving.at("/success_message")} ?disabled=${fixed} @input=${(/** @type {any} */ e) => this.#set({ success_message: e.target.value })}></f-field>
      <f-field name="dismiss_message" label="When it was declined" maxlength="500" hint="Empty: nothing is said, the chat goes on." .value=${d.dismiss_message} .error=${saving.at("/dismiss_message")} ?disabled=${fixed} @input=${(/** @type {any} */ e) => this.#set({ dismiss_message: e.target.value })}></f-field>
    </section>`;
  }

  /** @override */
  render() {
    const { draft: d, saving, read } = this;
    const list = href(`/agents/${this.agent?.id}/actions`);
    if (read.error && !d) return html`<f-problem .error=${read.error} .retry=${() => read.run()}></f-problem><p><a href=${list}>All actions</a></p>`;
    if (!d) return html`<p class="quiet" role="status">Loading…</p>`;
    const fixed = !session.may("editor");
    const dirty = this.#dirty;
    return html`<div class="editor">
      <form @submit=${(/** @type {Event} */ e) => { e.preventDefault(); void this.save(); }}>
        <div class="stack">
          <div class="row-apart"><h2 class="big">Collect leads</h2>
            <f-field type="checkbox" label="On" .checked=${d.enabled} ?disabled=${fixed} @change=${(/** @type {any} */ e) => this.#set({ enabled: e.target.checked })}></f-field></div>
          ${fixed ? html`<p class="alert">Your role is ${session.member?.role}: an editor can change this.</p>` : nothing}
          ${this.#what()}
          ${this.#when()}
          <details class="card" ?open=${Boolean(saving.at("/name"))}><summary class="strong">Advanced</summary>
            <div class="stack"><f-field label="Function name" maxlength="60" hint="By which a language model calls it: letters, digits and underscores." .value=${d.name} .error=${saving.at("/name")} ?disabled=${fixed} @input=${(/** @type {any} */ e) => this.#set({ name: e.target.value })}></f-field>
            ${this.action && !fixed ? html`<div class="row-apart"><span class="quiet">Leads it brought stay.</span><button class="button danger" type="button" @click=${() => this.#delete()}>Delete action</button></div>` : nothing}</div></details>
        </div>
        ${fixed ? nothing : html`<div class="savebar">${saving.note(SHOWN, () => this.#reload())}<span class="quiet" role="status">${saving.problem?.violations?.length > 0 ? "Not saved: see what is marked above" : this.action === null ? "Not added yet" : dirty ? "Not saved yet" : "All is saved"}</span>
          <span class="row">${dirty ? html`<button class="button" type="button" @click=${() => this.#discard()}>${this.action ? "Discard changes" : "Cancel"}</button>` : nothing}
          ${saving.submit(this.action ? "Save" : "Add action")}</span></div>`}
      </form>
      <aside class="stack beside" aria-label="Preview and trial">
        <section class="card stack"><div><h2>Preview</h2><p class="quiet small">The form as visitors get it. Nothing you type here is kept.</p></div>
          ${d.fields.length > 0
            ? html`<f-form-preview .fields=${shown(d.fields, known(this.custom.value ?? []))} .consent=${d.asksConsent ? { text: d.consentText || "…", required: d.consentRequired } : null}
                .success=${d.success_message} .dismissed=${d.dismiss_message} .locale=${this.agent.locale} .region=${this.agent.default_region} .accent=${this.agent.theme?.accent ?? ""}></f-form-preview>`
            : html`<p class="quiet">Add a field to see the form.</p>`}
        </section>
        <f-trial .path=${this.action ? `${this.#path}/${this.action.id}/trial` : ""} .dirty=${dirty} .save=${() => this.save()} @f-example=${(/** @type {any} */ e) => this.#example(e)}></f-trial>
      </aside>
    </div>`;
  }
}
customElements.define("f-action-editor", ActionEditor);
