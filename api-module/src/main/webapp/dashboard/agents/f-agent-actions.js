import { html, nothing } from "lit";
import { badge } from "../components/badge.js";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";
import { Load } from "../load.js";
import { api } from "../api.js";
import { href } from "../router.js";
import { session } from "../session.js";
import "../components/f-empty.js";
import "../components/f-problem.js";

/** What the agent may do besides answering. */
class AgentActions extends FoyerElement {
  static properties = { agent: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */ this.agent = null;
    this.actions = new Load(this, (signal) => api.all(`/api/v1/agents/${this.agent.id}/actions`, { signal }));
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has("agent") && changed.get("agent")?.id !== this.agent?.id) void this.actions.run();
  }

  #add(primary = true) {
    return session.may("editor")
      ? html`<a class="button ${primary ? "primary" : ""}" href=${href(`/agents/${this.agent.id}/actions/new`)}>${icon("plus")}Collect leads</a>`
      : nothing;
  }

  /** @param {any} action */
  #card(action) {
    const asks = action.fields.map((/** @type {any} */ f) => f.name ?? f).join(", ");
    return html`<li><a class="card stack-small" href=${href(`/agents/${this.agent.id}/actions/${action.id}`)}>
      <span class="row-apart"><span class="row"><span class="strong">Collect leads</span> <code class="quiet">${action.name}</code></span>${action.enabled ? badge("active", "On") : badge("off", "Off")}</span>
      <span>Offered ${action.description}</span>
      <span class="quiet small">Asks for ${asks} · ${action.mode === "auto" ? "offers the form at once" : "asks first whether the form is wanted"} · ${action.sensitivity}</span>
    </a></li>`;
  }

  /** @override */
  render() {
    const { value: actions, error } = this.actions;
    if (error) return html`<f-problem .error=${error} .retry=${() => this.actions.run()}></f-problem>`;
    if (!actions) return html`<p class="quiet" role="status">Loading…</p>`;
    if (actions.length === 0) {
      return html`<div class="card"><f-empty icon="bolt" heading="This agent only talks, so far" text="Collect leads lets it offer a short form in the chat, when somebody wants to be called back or a person must follow up." .actions=${this.#add()}></f-empty></div>`;
    }
    return html`<div class="stack narrow">
      <div class="row-apart"><p class="quiet">What the agent may do besides answering.</p>${this.#add(false)}</div>
      <ul class="stack" aria-label="Actions">${actions.map((action) => this.#card(action))}</ul>
    </div>`;
  }
}
customElements.define("f-agent-actions", AgentActions);
