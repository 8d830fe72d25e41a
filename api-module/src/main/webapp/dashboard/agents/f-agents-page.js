import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { ago, dateTime } from "../format.js";
import { icon } from "../icons.js";
import { Pages } from "../load.js";
import { Page } from "../page.js";
import { go, href, setQuery } from "../router.js";
import { session } from "../session.js";
import { valuesOf, Write } from "../write.js";
import "../components/f-dialog.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-table.js";

/** @type {import("../components/f-table.js").Column[]} */
const COLUMNS = [
  { key: "name", label: "Name", cell: (agent) => agent.name },
  { key: "greeting", label: "Greeting", cell: (agent) => agent.greeting, wide: true },
  { key: "locale", label: "Language", cell: (agent) => agent.locale, wide: true },
  { key: "updated_at", label: "Changed", cell: (agent) => html`<time datetime=${agent.updated_at} title=${dateTime(agent.updated_at)}>${ago(agent.updated_at)}</time>`, end: true },
];

class AgentsPage extends Page {
  constructor() {
    super();
    this.agents = Pages.of(this, "/api/v1/agents");
    this.making = new Write(this);
    this.once = newKey();
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.agents.reload();
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    const { name, greeting } = valuesOf(event);
    /** @type {any} */ let agent;
    const done = await this.making.run(async () => {
      agent = await api.post("/api/v1/agents", { name, ...(greeting.trim() && { greeting }), locale: session.workspace?.locale, default_region: session.workspace?.default_region }, { once: this.once });
    });
    this.once = newKey();
    if (done) go(`/agents/${agent.id}/actions`);
  }

  #add() {
    return session.may("editor")
      ? html`<button class="button primary" type="button" @click=${() => setQuery({ new: "1" })}>${icon("plus")}New agent</button>`
      : nothing;
  }

  /** @override */
  render() {
    const { making } = this;
    return html`
      <f-header heading="Agents" lead="Each agent is one chat on one of your sites, with its own voice and actions." .actions=${this.#add()}></f-header>
      <f-table caption="Agents" noun="agent" .pages=${this.agents} .columns=${COLUMNS} .link=${(/** @type {any} */ a) => href(`/agents/${a.id}`)}
        .empty=${html`<f-empty icon="agents" heading="No agent yet" text="An agent greets your visitors, answers them, and asks for their details when it helps." .actions=${this.#add()}></f-empty>`}></f-table>
      <f-dialog .open=${this.query.new === "1" && session.may("editor")} heading="New agent" @f-close=${() => setQuery({ new: null })}
        .body=${html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#create(e)}>
          ${making.note(["/name", "/greeting"])}
          <f-field name="name" label="Name" required maxlength="100" placeholder="Front desk" hint="Visitors see it at the top of the chat." .error=${making.at("/name")}></f-field>
          <f-field name="greeting" type="textarea" label="Greeting" maxlength="2000" placeholder="Hi! How can I help?" hint="Its first words. You can change everything later." .error=${making.at("/greeting")}></f-field>
          <footer><button class="button" type="button" @click=${() => setQuery({ new: null })}>Cancel</button>${making.submit("Create agent", "Creating…")}</footer>
        </form>`}></f-dialog>`;
  }
}
customElements.define("f-agents-page", AgentsPage);
