import { html } from "lit";
import { ago, dateTime } from "../format.js";
import { Pages } from "../load.js";
import { Page } from "../page.js";
import "../components/f-header.js";
import "../components/f-table.js";

/** @type {import("../components/f-table.js").Column[]} */
const COLUMNS = [
  { key: "name", label: "Name", cell: (agent) => html`<span class="strong">${agent.name}</span>` },
  { key: "greeting", label: "Greeting", cell: (agent) => agent.greeting, wide: true },
  { key: "locale", label: "Language", cell: (agent) => agent.locale },
  { key: "updated_at", label: "Changed", cell: (agent) => html`<time datetime=${agent.updated_at} title=${dateTime(agent.updated_at)}>${ago(agent.updated_at)}</time>`, end: true },
];

class AgentsPage extends Page {
  constructor() {
    super();
    this.agents = Pages.of(this, "/api/v1/agents");
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.agents.reload();
  }

  /** @override */
  render() {
    return html`
      <f-header heading="Agents" lead="Each agent is one chat on one of your sites, with its own voice and actions."></f-header>
      <f-table caption="Agents" noun="agent" .pages=${this.agents} .columns=${COLUMNS}
        .empty=${html`<f-empty icon="agents" heading="No agent yet" text="An agent greets your visitors, answers them, and asks for their details when it helps."></f-empty>`}></f-table>`;
  }
}
customElements.define("f-agents-page", AgentsPage);
