import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { api } from "../api.js";
import { confirm } from "../components/f-dialog.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { dateTime } from "../format.js";
import { beforeLeaving, go } from "../router.js";
import { session } from "../session.js";
import { askBeforeLeaving, valuesOf, Write } from "../write.js";
import { languages, regions } from "./languages.js";
import "../components/f-field.js";
import "../components/f-problem.js";

const SHOWN = ["/name", "/greeting", "/system_prompt", "/locale", "/default_region"];

/** What an agent is called, what it says first, and how it should be. */
class AgentOverview extends FoyerElement {
  static properties = { agent: { attribute: false }, copy: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.agent = null;
    this.saving = new Write(this);
    this.copy = 0;
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    const { name, greeting, system_prompt, locale, default_region } = valuesOf(event);
    await this.saving.run(async () => {
      const saved = await api.patch(`/api/v1/agents/${this.agent.id}`, { name, greeting, system_prompt, locale, default_region }, { of: this.agent });
      beforeLeaving(null);
      this.emit("f-saved", saved);
      toast("Agent saved");
    });
  }

  #reread() {
    this.copy++;
    this.emit("f-reread");
  }

  async #delete() {
    const { id, name } = this.agent;
    if (!(await confirm({ heading: `Delete ${name}?`, text: "Its chat stops working on every page that embeds it. Its actions and its knowledge are deleted for good.", action: "Delete agent", danger: true }))) return;
    try {
      await api.delete(`/api/v1/agents/${id}`);
      beforeLeaving(null);
      toast(`${name} is deleted`);
      go("/agents");
    } catch (error) {
      toastError(error);
    }
  }

  /** @override */
  render() {
    const { agent, saving } = this;
    const fixed = !session.may("editor");
    return html`<div class="stack narrow">
      ${fixed ? html`<p class="alert">Your role is ${session.member?.role}: you can look at agents, an editor changes them.</p>` : nothing}
      ${keyed(this.copy + agent.id, html`<form class="card stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(e)} @input=${askBeforeLeaving} @change=${askBeforeLeaving}>
        ${saving.note(SHOWN, () => this.#reread())}
        <f-field name="name" label="Name" required maxlength="100" hint="Visitors see it at the top of the chat." .value=${agent.name} .error=${saving.at("/name")} ?disabled=${fixed}></f-field>
        <f-field name="greeting" type="textarea" rows="2" label="Greeting" maxlength="2000" hint="Its first words, before anybody asked anything." .value=${agent.greeting} .error=${saving.at("/greeting")} ?disabled=${fixed}></f-field>
        <f-field name="system_prompt" type="textarea" rows="7" label="Instructions" maxlength="8000" hint="Who it speaks for, in which tone, and what it should leave to a person. A language model follows them; the built-in engine answers from the knowledge." .value=${agent.system_prompt} .error=${saving.at("/system_prompt")} ?disabled=${fixed}></f-field>
        <div class="columns">
          <f-field name="locale" type="select" label="Language" hint="Where a visitor’s own isn’t spoken." .options=${languages(agent.locale)} .value=${agent.locale} .error=${saving.at("/locale")} ?disabled=${fixed}></f-field>
          <f-field name="default_region" type="select" label="Phone numbers from" hint="How a number without a country code is read." .options=${regions()} .value=${agent.default_region} .error=${saving.at("/default_region")} ?disabled=${fixed}></f-field>
        </div>
        ${fixed ? nothing : html`<div class="row">${saving.submit("Save")}</div>`}
      </form>`)}
      <p class="quiet small">Made ${dateTime(agent.created_at)}, changed ${dateTime(agent.updated_at)}. <span class="mono">${agent.id}</span></p>
      ${fixed ? nothing : html`<section class="card row-apart"><div><h2>Delete this agent</h2><p class="quiet">Leads and conversations stay.</p></div><button class="button danger" type="button" @click=${() => this.#delete()}>Delete agent</button></section>`}
    </div>`;
  }
}
customElements.define("f-agent-overview", AgentOverview);
