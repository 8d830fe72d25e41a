import { html, nothing } from "lit";
import { api } from "../api.js";
import { FoyerElement } from "../element.js";
import { percent } from "../format.js";
import { session } from "../session.js";
import { lines, Write } from "../write.js";
import "../components/f-field.js";

/** @type {Record<string, [string, string]>} */
const OFFERS = { form: ["ok", "Offers the form"], question: ["warn", "Asks first"], none: ["", "Offers nothing"] };

/**
 * Try it: messages in, decisions out, stored nowhere. What is tried is what is saved, so a changed action is saved first.
 * `f-example` `{message, offer}` asks to remember a message.
 */
class Trial extends FoyerElement {
  static properties = { path: {}, dirty: { attribute: false }, save: { attribute: false }, text: { state: true }, whole: { state: true }, decisions: { state: true } };

  constructor() {
    super();
    this.path = "";
    this.dirty = false;
    /** @type {() => Promise<boolean>} */ this.save = async () => true;
    this.text = "";
    /** one conversation instead of a message each */ this.whole = false;
    /** @type {any[] | null} */ this.decisions = null;
    this.trying = new Write(this);
  }

  /** Once more, after an example was added. */
  async again() {
    if (this.decisions) await this.#try();
  }

  async #try() {
    const said = lines(this.text);
    if (said.length === 0) return;
    const body = this.whole
      ? { conversation: said.map((line) => (/^agent:/i.test(line) ? { author: "agent", text: line.slice(6).trim() || "…" } : { author: "visitor", text: line })) }
      : { messages: said };
    await this.trying.run(async () => {
      this.decisions = (await api.post(this.path, body)).decisions;
    });
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    if (lines(this.text).length === 0) {
      /** @type {any} */ (this.querySelector("f-field"))?.focus();
      return;
    }
    if (this.dirty && session.may("editor") && !(await this.save())) return;
    await this.updateComplete;
    await this.#try();
  }

  /** @param {any} decision */
  #decision(decision) {
    const [tone, label] = OFFERS[decision.offer] ?? ["", decision.offer];
    const remember = (/** @type {boolean} */ offer) => this.emit("f-example", { message: decision.message, offer });
    return html`<li class="decision">
      <p class="strong">${decision.message}</p>
      <div class="row"><span class="badge ${tone}">${label}</span>${decision.score > 0 ? html`<span class="quiet small number">${percent(decision.score)} sure</span>` : nothing}${decision.concept ? html`<span class="badge accent">${decision.concept}</span>` : nothing}</div>
      <p class="small">${decision.reason}</p>
      ${decision.nearest_example ? html`<p class="quiet small">Most like “${decision.nearest_example}”</p>` : nothing}
      ${session.may("editor") ? html`<div class="row"><span class="quiet small">Wrong?</span>
        ${decision.offer !== "form" ? html`<button class="button small" type="button" @click=${() => remember(true)}>Should offer</button>` : nothing}
        ${decision.offer !== "none" ? html`<button class="button small" type="button" @click=${() => remember(false)}>Should not offer</button>` : nothing}</div>` : nothing}
    </li>`;
  }

  /** @override */
  render() {
    return html`<section class="card stack">
      <div><h2>Try it</h2><p class="quiet small">Would it offer the form? Nothing is stored.</p></div>
      ${this.path || session.may("editor")
        ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#submit(e)}>
          <div class="segmented" role="group" aria-label="What the lines are">
            <button type="button" aria-pressed=${String(!this.whole)} @click=${() => (this.whole = false)}>Single messages</button>
            <button type="button" aria-pressed=${String(this.whole)} @click=${() => (this.whole = true)}>One conversation</button></div>
          <f-field type="textarea" rows="3" label="What a visitor writes" placeholder=${this.whole ? "Hello\nAgent: Hi! How can I help?\nCan I talk to somebody?" : "Can someone call me back?\nWhat are your opening hours?"}
            hint=${this.whole ? "A line each. What the agent said begins with “Agent:”." : "One message a line."} .value=${this.text} @input=${(/** @type {any} */ e) => (this.text = e.target.value)}></f-field>
          ${this.trying.note([])}
          <div class="row">${html`<button class="button" aria-disabled=${this.trying.busy ? "true" : nothing}>${this.trying.busy ? "Trying…" : this.dirty ? "Save and try" : "Try it"}</button>`}</div>
        </form>`
        : nothing}
      <div role="status">${this.decisions ? html`<ul class="decisions" aria-label="Decisions">${this.decisions.map((d) => this.#decision(d))}</ul>` : nothing}</div>
    </section>`;
  }
}
customElements.define("f-trial", Trial);
