import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { api } from "../api.js";
import { toast } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";
import { beforeLeaving } from "../router.js";
import { session } from "../session.js";
import { askBeforeLeaving, lines, valuesOf, Write } from "../write.js";
import "../components/f-code.js";
import "../components/f-field.js";

const SHOWN = ["/theme/accent", "/theme/launcher_text", "/allowed_origins"];
const DEFAULT_ACCENT = "#3550c8";

/** How the chat looks, where it may be, and how it gets there. */
class AgentLook extends FoyerElement {
  static properties = { agent: { attribute: false }, copy: { state: true }, accent: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.agent = null;
    this.saving = new Write(this);
    this.copy = 0;
    this.accent = "";
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has("agent") && !this.saving.busy) this.accent = this.agent?.theme?.accent ?? "";
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    const { launcher_text, origins } = valuesOf(event);
    const theme = { ...this.agent.theme };
    if (this.accent.trim()) theme.accent = this.accent.trim();
    else delete theme.accent;
    if (launcher_text.trim()) theme.launcher_text = launcher_text.trim();
    else delete theme.launcher_text;
    await this.saving.run(async () => {
      const saved = await api.patch(`/api/v1/agents/${this.agent.id}`, { theme, allowed_origins: lines(origins) }, { of: this.agent });
      beforeLeaving(null);
      this.copy++;
      this.emit("f-saved", saved);
      toast("Look saved");
    });
  }

  /** @override */
  render() {
    const { agent, saving } = this;
    const fixed = !session.may("editor");
    const preview = `/dashboard/agents/preview.html?agent=${agent.id}`;
    const snippet = `<script src="${location.origin}/widget.js" data-agent="${agent.id}" async></` + "script>";
    const valid = /^#[0-9a-f]{6}$/i.test(this.accent);
    return html`<div class="editor">
      <div class="stack">
        <section class="card stack"><div><h2>Put it on your site</h2><p class="quiet">Paste this before the end of the page’s body. It loads when the page is idle, from this server only, and works with a strict content security policy.</p></div>
          <f-code label="script tag" .text=${snippet}></f-code>
          <div class="row"><a class="button" href=${preview} target="_blank" rel="noopener">${icon("external")}Open a page with it</a></div>
        </section>
        <form class="card stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(e)} @input=${askBeforeLeaving}>
          <h2>Look</h2>
          ${saving.note(SHOWN, () => this.emit("f-reread"))}
          <div class="accent"><label class="swatch"><span class="visually-hidden">Pick a colour</span><input type="color" .value=${valid ? this.accent : DEFAULT_ACCENT} ?disabled=${fixed} @input=${(/** @type {any} */ e) => (this.accent = e.target.value)}></label>
            <f-field class="grow" label="Colour" maxlength="7" placeholder=${DEFAULT_ACCENT} hint="Of the button, the visitor’s messages and links. Text on it turns black or white by itself." .value=${this.accent} .error=${saving.at("/theme/accent")} ?disabled=${fixed} @input=${(/** @type {any} */ e) => (this.accent = e.target.value)}></f-field></div>
          <f-field name="launcher_text" label="Text on the button" maxlength="60" placeholder="Chat with us" hint="Empty: the button shows a speech bubble." .value=${agent.theme?.launcher_text ?? ""} .error=${saving.at("/theme/launcher_text")} ?disabled=${fixed}></f-field>
          <f-field name="origins" type="textarea" rows="3" label="Sites that may embed it" placeholder="https://www.example.com" hint="One a line, with https:// and without a path. Empty: every site." .value=${agent.allowed_origins.join("\n")} .error=${saving.at("/allowed_origins")} ?disabled=${fixed}></f-field>
          ${fixed ? html`<p class="alert">Your role is ${session.member?.role}: an editor can change this.</p>` : html`<div class="row">${saving.submit("Save")}</div>`}
        </form>
        <details class="card"><summary class="strong">Place, texts and more</summary>
          <div class="stack">
            <p>What belongs to the page is said there. To put the chat into a place of its own:</p>
            <f-code label="element" .text=${`<foyer-chat agent="${agent.id}" inline></foyer-chat>`}></f-code>
            <p>To open it or to say who is signed in:</p>
            <f-code label="JavaScript" .text=${"foyer.open();\nfoyer.identify({ user_id: \"42\", user_hash: \"…\", name: \"Ana\" });"}></f-code>
          </div></details>
      </div>
      <aside class="stack beside" aria-label="Live preview"><section class="card stack"><div><h2>Live preview</h2><p class="quiet small">The chat itself, as it is saved. What you write in it is a conversation like others.</p></div>
        ${keyed(this.copy, html`<iframe class="live" title="The chat on a page" src=${preview} loading="lazy"></iframe>`)}</section></aside>
    </div>`;
  }
}
customElements.define("f-agent-look", AgentLook);
