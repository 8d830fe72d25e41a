import { html } from "lit";
import { api } from "../api.js";
import { Load } from "../load.js";
import { Page } from "../page.js";
import { href } from "../router.js";
import "../components/f-header.js";
import "../components/f-problem.js";
import "../components/f-tabs.js";
import "./f-action-editor.js";
import "./f-agent-actions.js";
import "./f-agent-identity.js";
import "./f-agent-knowledge.js";
import "./f-agent-look.js";
import "./f-agent-model.js";
import "./f-agent-overview.js";

const TABS = [
  ["", "Overview"],
  ["actions", "Actions"],
  ["knowledge", "Knowledge"],
  ["look", "Look and embedding"],
  ["model", "Language model"],
  ["identity", "Identity"],
];

/** One agent; each of its tabs is a path of its own. */
class AgentPage extends Page {
  constructor() {
    super();
    this.agent = new Load(this, (signal) => api.get(`/api/v1/agents/${this.params.id}`, { signal }));
    this.of = "";
  }

  /** @override */
  willUpdate() {
    if (!this.params.id || this.params.id === this.of) return;
    this.of = this.params.id;
    this.agent.value = undefined;
    void this.agent.run();
  }

  /** @param {any} agent */
  #tab(agent) {
    const { tab = "", item } = this.params;
    if (tab === "actions" && item) return html`<f-action-editor .agent=${agent} .item=${item}></f-action-editor>`;
    const refresh = (/** @type {CustomEvent} */ event) => this.agent.set(event.detail);
    const reread = () => this.agent.run();
    switch (tab) {
      case "": return html`<f-agent-overview .agent=${agent} @f-saved=${refresh} @f-reread=${reread}></f-agent-overview>`;
      case "actions": return html`<f-agent-actions .agent=${agent}></f-agent-actions>`;
      case "knowledge": return html`<f-agent-knowledge .agent=${agent} .query=${this.query}></f-agent-knowledge>`;
      case "look": return html`<f-agent-look .agent=${agent} @f-saved=${refresh} @f-reread=${reread}></f-agent-look>`;
      case "model": return html`<f-agent-model .agent=${agent}></f-agent-model>`;
      case "identity": return html`<f-agent-identity .agent=${agent}></f-agent-identity>`;
      default: return html`<f-empty heading="There is nothing here" text="The address may be mistyped." .actions=${html`<a class="button" href=${href(`/agents/${agent.id}`)}>Overview</a>`}></f-empty>`;
    }
  }

  /** @override */
  render() {
    const { value: agent, error } = this.agent;
    const { id, tab = "" } = this.params;
    return html`
      <f-header .heading=${agent?.name ?? (error ? "Agent" : "")} .back=${{ href: "#/agents", label: "Agents" }}></f-header>
      ${error && !agent ? html`<f-problem .error=${error} .retry=${() => this.agent.run()}></f-problem>` : ""}
      ${agent
        ? html`<f-tabs label="Agent" .items=${TABS.map(([path, label]) => ({ href: href(`/agents/${id}${path && "/" + path}`), label, current: tab === path }))}></f-tabs>
            ${this.#tab(agent)}`
        : error ? "" : html`<div class="stack narrow" role="status"><span class="visually-hidden">Loading…</span><span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span></div>`}`;
  }
}
customElements.define("f-agent-page", AgentPage);
