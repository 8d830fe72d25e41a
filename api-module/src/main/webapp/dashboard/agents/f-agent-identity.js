import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { confirm } from "../components/f-dialog.js";
import { FoyerElement } from "../element.js";
import { dateTime } from "../format.js";
import { icon } from "../icons.js";
import { Load } from "../load.js";
import { session } from "../session.js";
import { Write } from "../write.js";
import "../components/f-code.js";
import "../components/f-problem.js";
import "../components/f-secret.js";

/** @type {Record<string, string>} the same hash in the languages of servers */
const SAMPLES = {
  "Node.js": `import { createHmac } from "node:crypto";

const userHash = createHmac("sha256", process.env.FOYER_IDENTITY_SECRET)
  .update(user.id)
  .digest("hex");`,
  Python: `import hashlib, hmac, os

user_hash = hmac.new(os.environ["FOYER_IDENTITY_SECRET"].encode(),
                     user.id.encode(), hashlib.sha256).hexdigest()`,
  PHP: `$userHash = hash_hmac('sha256', $user->id, getenv('FOYER_IDENTITY_SECRET'));`,
  Java: `Mac mac = Mac.getInstance("HmacSHA256");
mac.init(new SecretKeySpec(System.getenv("FOYER_IDENTITY_SECRET").getBytes(UTF_8), "HmacSHA256"));
String userHash = HexFormat.of().formatHex(mac.doFinal(user.id().getBytes(UTF_8)));`,
};

/** The secret with which a site proves who its visitor is. */
class AgentIdentity extends FoyerElement {
  static properties = { agent: { attribute: false }, secret: { state: true }, language: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.agent = null;
    /** @type {any} */ this.secret = null;
    this.language = "Node.js";
    this.making = new Write(this);
    this.made = new Load(this, async (signal) => {
      try {
        return await api.get(this.#path, { signal });
      } catch (error) {
        if (/** @type {any} */ (error).status === 404) return { created_at: null };
        throw error;
      }
    });
  }

  get #path() {
    return `/api/v1/agents/${this.agent.id}/identity-secret`;
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has("agent") && changed.get("agent")?.id !== this.agent?.id && session.may("admin")) void this.made.run();
  }

  /** @param {boolean} rotates */
  async #make(rotates) {
    if (rotates && !(await confirm({ heading: "Rotate the secret?", text: "The present one stops working at once: until your site has the new one, its visitors are anonymous.", action: "Rotate", danger: true }))) return;
    await this.making.run(async () => {
      const { secret, created_at } = await api.post(this.#path, {}, { once: newKey() });
      this.made.set({ created_at });
      this.secret = { heading: "Identity secret", label: "identity secret", text: secret, warning: "It is shown this once. Keep it on your server, never in a page: who has it can claim to be anybody." };
    });
  }

  /** @override */
  render() {
    const { value: now, error } = this.made;
    return html`<div class="stack narrow">
      <p class="quiet">Your site knows who is signed in. It tells the chat with <code>foyer.identify</code>, and proves it with a hash made on your server. Only what is proved is believed: the form is filled in and the conversation joins the person’s contact.</p>
      <section class="card stack"><h2>Secret</h2>
        ${this.making.note()}
        ${!session.may("admin")
          ? html`<p class="alert">${icon("info")}Only an admin may make the secret. Your role is ${session.member?.role}.</p>`
          : error ? html`<f-problem .error=${error} .retry=${() => this.made.run()}></f-problem>`
          : !now ? html`<p class="quiet" role="status">Loading…</p>`
          : now.created_at
            ? html`<div class="row-apart"><p>Made ${dateTime(now.created_at)}. Nobody can read it again.</p><button class="button" type="button" @click=${() => this.#make(true)}>${icon("refresh")}Rotate secret</button></div>`
            : html`<div class="row-apart"><p>There is none yet: whoever calls <code>identify</code> is not believed.</p><button class="button primary" type="button" @click=${() => this.#make(false)}>${icon("key")}Make secret</button></div>`}
      </section>
      <section class="card stack"><h2>On your server</h2>
        <div class="segmented" role="group" aria-label="Language">${Object.keys(SAMPLES).map((name) => html`<button type="button" aria-pressed=${String(name === this.language)} @click=${() => (this.language = name)}>${name}</button>`)}</div>
        <f-code label="code for your server" .text=${SAMPLES[this.language]}></f-code>
        <h3>On your page</h3>
        <f-code label="code for your page" .text=${`window.foyer = window.foyer || [];\nfoyer.push(["identify", {\n  user_id: "42",\n  user_hash: "…",\n  name: "Ana Silva",\n  email: "ana@example.com"\n}]);`}></f-code>
      </section>
      <f-secret .secret=${this.secret} @f-close=${() => (this.secret = null)}></f-secret>
    </div>`;
  }
}
customElements.define("f-agent-identity", AgentIdentity);
