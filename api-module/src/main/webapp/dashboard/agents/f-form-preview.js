import { html, nothing } from "lit";
import { leadForm } from "/widget/form.js";
import { accentSheet, sheet } from "/widget/styles.js";
import { textsIn, textsWith } from "/widget/texts.js";
import { FoyerElement } from "../element.js";

/** The chat's own look, without its window. */
const ground = new CSSStyleSheet();
ground.replaceSync(`
:host:host:host(:not(#x)) { display: block !important; block-size: auto !important; color: var(--ink) !important; color-scheme: var(--scheme, light dark) !important; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif !important; text-align: start !important; }
.chat { display: flex; flex-direction: column; gap: 12px; }
.card { box-shadow: none; }
`);

/**
 * The form as visitors get it: the widget's own module and style sheet in a shadow root. Sending and dismissing work, and
 * nothing is stored. `.fields` as the widget gets them.
 */
export class FormPreview extends FoyerElement {
  static properties = {
    fields: { attribute: false }, consent: { attribute: false }, success: { attribute: false }, dismissed: { attribute: false },
    locale: { attribute: false }, region: { attribute: false }, accent: { attribute: false }, ended: { state: true },
  };

  constructor() {
    super();
    /** @type {any[]} */ this.fields = [];
    /** @type {{text: string, required: boolean} | null} */ this.consent = null;
    this.success = "";
    this.dismissed = "";
    this.locale = "en";
    this.region = "US";
    this.accent = "";
    this.ended = false;
    this.drawn = "";
    /** @type {any} */ this.form = null;
    this.look = () => this.#theme();
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    window.addEventListener("f-theme", this.look);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener("f-theme", this.look);
  }

  /** @override */
  updated() {
    const wanted = JSON.stringify([this.fields, this.consent, this.locale, this.region, this.accent]);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    void this.#draw(wanted);
  }

  #theme() {
    const chosen = document.documentElement.dataset.theme;
    const place = this.querySelector(".host");
    if (chosen) place?.setAttribute("theme", chosen);
    else place?.removeAttribute("theme");
  }

  /** @param {string} wanted */
  async #draw(wanted) {
    const texts = textsWith(await textsIn(this.locale, ""));
    const place = /** @type {HTMLElement | null} */ (this.querySelector(".host"));
    if (wanted !== this.drawn || !place) return;
    const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
    const accent = accentSheet(this.accent);
    root.adoptedStyleSheets = [sheet, ...(accent ? [accent] : []), ground];
    this.#theme();
    const form = { id: "preview", status: "started", fields: this.fields, ...(this.consent && { consent: this.consent }) };
    // nothing leaves the preview
    const client = { progress: async () => {} };
    this.form = leadForm(/** @type {any} */ (form), {
      client: /** @type {any} */ (client),
      texts: () => texts,
      place: () => ({ lang: this.locale, region: this.region }),
      send: (/** @type {unknown} */ body) => this.#answer(Boolean(body)),
      stale: async () => {},
      explain: String,
    });
    const chat = document.createElement("div");
    chat.className = "chat";
    chat.append(this.form.element);
    root.replaceChildren(chat);
    this.ended = false;
  }

  /** @param {boolean} sent */
  #answer(sent) {
    this.form.close(sent ? "submitted" : "dismissed");
    this.#say(sent ? this.success : this.dismissed);
  }

  /** @param {string} message what the agent says to it; empty: nothing */
  #say(message) {
    this.ended = true;
    if (!message) return;
    const bubble = Object.assign(document.createElement("div"), { className: "message" });
    bubble.dataset.author = "agent";
    bubble.append(Object.assign(document.createElement("div"), { className: "bubble", textContent: message }));
    this.querySelector(".host")?.shadowRoot?.querySelector(".chat")?.append(bubble);
  }

  /** @override */
  render() {
    return html`<div class="host" data-testid="form-preview"></div>
      ${this.ended ? html`<button class="button small again" type="button" @click=${() => this.#draw(this.drawn)}>Show the form again</button>` : nothing}`;
  }
}
customElements.define("f-form-preview", FormPreview);
