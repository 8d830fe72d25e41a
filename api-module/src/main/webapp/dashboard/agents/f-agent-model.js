import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { api } from "../api.js";
import { toast } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { number } from "../format.js";
import { icon } from "../icons.js";
import { Load } from "../load.js";
import { beforeLeaving } from "../router.js";
import { session } from "../session.js";
import { askBeforeLeaving, valuesOf, Write } from "../write.js";
import "../components/f-field.js";
import "../components/f-problem.js";

const SHOWN = ["/base_url", "/model", "/api_key"];

/** The language model that answers, if one does. */
class AgentModel extends FoyerElement {
  static properties = { agent: { attribute: false }, check: { state: true }, forget: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.agent = null;
    /** @type {any} what the test said */ this.check = null;
    this.forget = false;
    this.copy = 0;
    this.saving = new Write(this);
    this.testing = new Write(this);
    this.model = new Load(this, (signal) => api.get(this.#path, { signal }));
  }

  get #path() {
    return `/api/v1/agents/${this.agent.id}/llm`;
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has("agent") && changed.get("agent")?.id !== this.agent?.id && session.may("admin")) void this.model.run();
  }

  #body() {
    const form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    const { base_url, model, api_key, enabled } = /** @type {any} */ (Object.fromEntries(new FormData(form)));
    return {
      base_url: base_url.trim() || null, model: model.trim() || null, enabled: enabled === "on",
      // left out: the kept one stays
      ...(api_key ? { api_key } : this.forget ? { api_key: null } : {}),
    };
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    valuesOf(event);
    this.testing.problem = null;
    await this.saving.run(async () => {
      this.model.set(await api.put(this.#path, this.#body()));
      beforeLeaving(null);
      this.check = null;
      this.forget = false;
      this.copy++;
      toast("Language model saved");
    });
  }

  async #test() {
    this.check = null;
    this.saving.problem = null;
    await this.testing.run(async () => {
      this.check = await api.post(`${this.#path}/test`, this.#body());
    });
  }

  /** @override */
  render() {
    if (!session.may("admin")) return html`<p class="alert">${icon("info")}Only an admin may see and change the connection to a language model. Your role is ${session.member?.role}.</p>`;
    const { value: now, error } = this.model;
    if (error) return html`<f-problem .error=${error} .retry=${() => this.model.run()}></f-problem>`;
    if (!now) return html`<p class="quiet" role="status">Loading…</p>`;
    const { saving, testing, check } = this;
    return html`<div class="stack narrow">
      <p class="quiet">Without a language model the built-in engine answers, from the knowledge and with nothing leaving this server. Any server that speaks OpenAI’s chat completions can answer instead, one of your own too. When to offer a form stays decided here.</p>
      ${now.installation_default ? html`<p class="alert">${icon("info")}This installation has a language model for every agent. Leave address and model empty to use it.</p>` : nothing}
      ${keyed(this.copy, html`<form class="card stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(e)} @input=${askBeforeLeaving} @change=${askBeforeLeaving}>
        ${saving.note(SHOWN)}${testing.note(SHOWN)}
        <f-field name="enabled" type="checkbox" label="Let a language model answer" .checked=${now.enabled}></f-field>
        <f-field name="base_url" type="url" label="Address" maxlength="500" placeholder="http://127.0.0.1:11434/v1" hint="Up to /v1, without /chat/completions." .value=${now.base_url ?? ""} .error=${saving.at("/base_url") || testing.at("/base_url")}></f-field>
        <f-field name="model" label="Model" maxlength="200" placeholder="llama3.2" .value=${now.model ?? ""} .error=${saving.at("/model") || testing.at("/model")}></f-field>
        <f-field name="api_key" type="password" autocomplete="off" label="API key" maxlength="500" placeholder=${now.api_key_set ? "•••••••• (kept)" : ""}
          hint=${now.api_key_set ? "One is kept, and never shown. Type another one to replace it. It is forgotten when the address comes to name another server." : "Where the server wants one. It is kept sealed and never shown again."} .error=${saving.at("/api_key") || testing.at("/api_key")}></f-field>
        ${now.api_key_set ? html`<f-field type="checkbox" label="Forget the kept key" .checked=${this.forget} @change=${(/** @type {any} */ e) => (this.forget = e.target.checked)}></f-field>` : nothing}
        <div class="row">${saving.submit("Save")}<button class="button" type="button" aria-disabled=${testing.busy ? "true" : nothing} @click=${() => this.#test()}>${testing.busy ? "Asking…" : "Test the connection"}</button></div>
        <div role="status">${check ? (check.ok
          ? html`<p class="alert ok">${icon("check")}It answered within ${number(check.latency_ms)} ms.</p>`
          : html`<p class="alert error">${icon("warning")}<span>${check.error ?? "It did not answer."}</span></p>`) : nothing}</div>
      </form>`)}
    </div>`;
  }
}
customElements.define("f-agent-model", AgentModel);
