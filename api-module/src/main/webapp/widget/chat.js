import { FoyerClient, FoyerProblem, idempotencyKey } from "./client.js";
import { el, icon, ICONS } from "./dom.js";
import { LeadForm } from "./form.js";
import { bubble, renderMessage } from "./message.js";
import { ChatStore } from "./store.js";
import { accentSheet, sheet } from "./styles.js";
import { textsWith } from "./texts.js";

/**
 * @typedef {import("./client.js").Message} Message
 * @typedef {import("./client.js").Form} Form
 * @typedef {import("./client.js").Look} Look
 */

/** The server's limit for one message. */
const MAX_TEXT = 8000;

/** Languages written right to left, by the first subtag of their locale. */
const RTL = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/i;

/**
 * `<foyer-chat agent="…" host="…">`: a launcher at the bottom end of the page and the chat it opens.
 *
 * Nothing is stored on the server until the visitor opens it for the first time; from then on the conversation
 * outlives reloads. Everything the visitor writes goes through one queue, so that messages arrive in order.
 */
export class FoyerChat extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #texts = textsWith(null);
  /** @type {Look} */
  #look = {};
  #client = /** @type {FoyerClient} */ (/** @type {unknown} */ (undefined));
  #store = /** @type {ChatStore} */ (/** @type {unknown} */ (undefined));

  /** The conversation; unset: none yet. @type {string | undefined} */
  #conversation;
  /** Started or resumed once, however many ask. @type {Promise<void> | undefined} */
  #ready;
  /** A start whose fate is unknown is repeated word for word. @type {{context: Record<string, unknown>, key: string} | undefined} */
  #starting;
  /** The same for a message. @type {{text: string, key: string} | undefined} */
  #unsure;
  #queue = Promise.resolve();
  /** Ends the stream of what the team adds; unset: none is open. @type {AbortController | undefined} */
  #hearing;
  /** Bubbles the server does not have yet: they survive a redraw. @type {Set<HTMLElement>} */
  #unsent = new Set();
  /** @type {Map<string, LeadForm>} */
  #forms = new Map();
  /** The agent's answer while it is being written. @type {{message: HTMLElement, bubble: HTMLElement} | undefined} */
  #draft;

  #launcher = el("button", { as: "launcher", type: "button", "aria-expanded": "false", "aria-controls": "panel", "aria-haspopup": "dialog" });
  #name = el("h2", { as: "title", id: "title", dir: "auto" });
  #subtitle = el("p", { class: "subtitle" });
  #avatar = el("span", { class: "avatar", "aria-hidden": "true" });
  #closer = el("button", { as: "close", type: "button", class: "plain" }, icon(ICONS.close));
  // Reads out each message that is added, whole and once: what is still being written is kept outside, in #pending.
  #log = el("div", { as: "log", role: "log", "aria-live": "polite" });
  #typing = el("div", { as: "typing", class: "typing", role: "img", hidden: true }, el("i"), el("i"), el("i"));
  #pending = el("div", { class: "pending" }, this.#typing);
  #scroller = el("div", { class: "scroller", tabindex: -1 }, this.#log, this.#pending);
  #notice = el("div", { as: "notice", role: "status" });
  #label = el("label", { class: "unseen", for: "composer" });
  #composer = el("textarea", { as: "composer", id: "composer", rows: 1, maxlength: MAX_TEXT, dir: "auto", enterkeyhint: "send" });
  #sender = el("button", { as: "send", type: "submit", class: "send" }, icon(ICONS.send));
  #form = el("form", { class: "writer" }, this.#label, this.#composer, this.#sender);
  #panel = el(
    "section",
    { as: "panel", id: "panel", role: "dialog", "aria-labelledby": "title", hidden: true },
    el("div", { class: "header" }, this.#avatar, el("div", { class: "names" }, this.#name, this.#subtitle), this.#closer),
    this.#scroller,
    this.#notice,
    this.#form,
  );

  connectedCallback() {
    if (this.#client) return;
    const agent = this.getAttribute("agent") ?? "";
    this.#client = new FoyerClient({ host: this.getAttribute("host") ?? location.origin, agent });
    this.#store = new ChatStore(agent);
    this.#root.adoptedStyleSheets = [sheet];
    this.#launcher.append(icon(ICONS.chat), icon(ICONS.close));
    this.#root.append(this.#panel, this.#launcher);
    this.#listen();
    this.#dress();
    this.#client.look().then(
      (look) => {
        this.#look = look;
        this.#dress();
      },
      (problem) => console.warn(`Foyer: agent ${agent} cannot be shown (${problem.message}).`),
    );
    // Reopened by a reload, not by the visitor: the page keeps the focus.
    if (this.#store.open) this.#show();
  }

  /** Opens the panel and puts the cursor into the message field. */
  open() {
    this.#show();
    this.#composer.focus({ preventScroll: true });
  }

  /** Closes the panel; the focus returns to the launcher if it was inside. */
  close() {
    const inside = this.#panel.contains(this.#root.activeElement);
    this.#panel.hidden = true;
    this.#launcher.setAttribute("aria-expanded", "false");
    this.#launcher.setAttribute("aria-label", this.#texts.open);
    this.#store.open = false;
    this.#stopHearing();
    if (inside) this.#launcher.focus({ preventScroll: true });
  }

  #show() {
    this.#panel.hidden = false;
    this.#launcher.setAttribute("aria-expanded", "true");
    this.#launcher.setAttribute("aria-label", this.#texts.close);
    this.#store.open = true;
    this.#scrollToEnd();
    this.#connect().then(
      () => this.#hear(),
      (problem) => this.#offerRetry(problem),
    );
  }

  /** Shows what members write, while the panel is open. */
  async #hear() {
    if (this.#hearing || this.#panel.hidden || !this.#conversation) return;
    const hearing = (this.#hearing = new AbortController());
    for await (const news of this.#client.live(this.#conversation, hearing.signal)) {
      // After what this tab is just saying: its answer brings the ids by which it is known again.
      await this.#queue;
      if (hearing.signal.aborted) return;
      if (news.type === "fresh") await this.#catchUp().catch(() => {});
      else if (news.message.author === "member") this.#append(news.message);
    }
    if (this.#hearing === hearing) this.#hearing = undefined;
  }

  #stopHearing() {
    this.#hearing?.abort();
    this.#hearing = undefined;
  }

  /** Adds what members wrote while nobody listened. */
  async #catchUp() {
    for (const message of await this.#client.history(/** @type {string} */ (this.#conversation))) {
      const known = message.id && this.#log.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
      if (message.author === "member" && !known) this.#append(message);
    }
  }

  #listen() {
    this.#launcher.onclick = () => (this.#panel.hidden ? this.open() : this.close());
    this.#closer.onclick = () => this.close();
    this.#panel.onkeydown = (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      this.close();
    };
    this.#composer.onkeydown = (event) => {
      // Enter also ends the composition of a Japanese or Chinese word; 229 is how Safari says so.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#send();
    };
    this.#composer.oninput = () => this.#fit();
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      this.#send();
    };
  }

  /** Applies name, texts, language and colour; before the agent's look has come, and without it, the defaults. */
  #dress() {
    const { name, locale, theme, texts } = this.#look;
    const t = (this.#texts = textsWith(texts));
    this.#name.textContent = name || t.title;
    this.#avatar.textContent = [...(name || t.title).trim()][0]?.toUpperCase() ?? "";
    this.#subtitle.textContent = t.subtitle;
    this.#launcher.setAttribute("aria-label", this.#panel.hidden ? t.open : t.close);
    this.#closer.setAttribute("aria-label", t.close);
    this.#log.setAttribute("aria-label", t.log);
    this.#typing.setAttribute("aria-label", t.typing);
    this.#label.textContent = t.composer;
    this.#composer.placeholder = t.placeholder;
    this.#sender.setAttribute("aria-label", t.send);
    if (locale) {
      this.#panel.lang = this.#launcher.lang = locale;
      if (RTL.test(locale)) this.dir = "rtl";
    }
    const accent = accentSheet(theme?.accent);
    this.#root.adoptedStyleSheets = accent ? [sheet, accent] : [sheet];
  }

  /** Resumes the conversation of this browser or starts one. */
  #connect() {
    this.#ready ??= this.#begin().then(
      () => this.#say(""),
      (problem) => {
        this.#ready = undefined;
        throw problem;
      },
    );
    return this.#ready;
  }

  async #begin() {
    const kept = this.#store.conversation;
    this.#client.token = kept.token;
    this.#typing.hidden = false;
    try {
      if (kept.id && !this.#starting) {
        try {
          const messages = await this.#client.history(kept.id);
          this.#conversation = kept.id;
          this.#draw(messages);
          return;
        } catch (problem) {
          if (!isGone(problem)) throw problem;
        }
      }
      this.#starting ??= { context: whereabouts(), key: idempotencyKey() };
      const { id, token, messages } = await this.#client.start(this.#starting.context, this.#starting.key);
      this.#starting = undefined;
      this.#conversation = id;
      this.#store.conversation = { id, token };
      this.#draw(messages ?? [], "polite");
    } catch (problem) {
      if (!(problem instanceof FoyerProblem && problem.uncertain)) this.#starting = undefined;
      throw problem;
    } finally {
      this.#typing.hidden = true;
    }
  }

  /** Draws what the server has, for instance after a form turned out to be closed elsewhere. */
  async #redraw() {
    const messages = await this.#client.history(/** @type {string} */ (this.#conversation));
    this.#draw(messages);
    return messages;
  }

  /** @param {Message[]} messages @param {"off" | "polite"} live off: they have been read before */
  #draw(messages, live = "off") {
    this.#log.setAttribute("aria-live", live);
    this.#log.replaceChildren(...messages.map((message) => this.#render(message)), ...this.#unsent);
    for (const child of this.#log.children) child.classList.add("still");
    this.#scrollToEnd();
    // In the same task all of it would still be read out.
    setTimeout(() => this.#log.setAttribute("aria-live", "polite"), 100);
  }

  /** @param {Message} message */
  #render(message) {
    return renderMessage(message, {
      texts: this.#texts,
      form: (form) => this.#formOf(form).element,
      confirm: (id, accept) => this.#enqueue(undefined, (key) => this.#client.confirm(id, accept, key)),
      choose: ({ id, title }) => {
        const conversation = /** @type {string} */ (this.#conversation);
        this.#enqueue(title, (key) => this.#client.choose(conversation, id, key));
        this.#composer.focus({ preventScroll: true });
      },
    });
  }

  /** @param {Form} form */
  #formOf(form) {
    const known = this.#forms.get(form.id);
    if (known) {
      known.update(form);
      return known;
    }
    const made = new LeadForm(form, {
      client: this.#client,
      texts: this.#texts,
      answered: (text) => {
        if (text) this.#append({ author: "agent", parts: [{ type: "text", text }] });
      },
      stale: async () => void (await this.#redraw()),
      explain: (problem) => this.#explain(problem),
    });
    this.#forms.set(form.id, made);
    return made;
  }

  /** @param {Message} message @param {boolean} [still] it is there already, as a draft: no second entrance */
  #append(message, still = false) {
    const node = this.#render(message);
    if (still) node.classList.add("still");
    this.#log.setAttribute("aria-live", "polite");
    const known = message.id && this.#log.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    if (known) known.replaceWith(node);
    else this.#log.append(node);
    this.#reveal(node);
    return node;
  }

  #send() {
    const text = this.#composer.value.trim();
    if (!text) return;
    this.#composer.value = "";
    this.#composer.focus({ preventScroll: true });
    this.#fit();
    // Only a message that may have arrived takes its old key again, and only if it says the same.
    const retry = this.#unsure?.text === text ? this.#unsure.key : undefined;
    this.#unsure = undefined;
    this.#enqueue(text, (key) => this.#client.send(/** @type {string} */ (this.#conversation), text, key), { retry, typed: true });
  }

  /**
   * @typedef {(key: string) => AsyncIterable<import("./client.js").Reply>} Call
   *
   * @param {string | undefined} text what the visitor says by it
   * @param {Call} call
   * @param {{retry?: string, typed?: boolean}} [options] `typed`: give the text back if it cannot be sent
   * @returns {Promise<boolean>} whether the server took it
   */
  #enqueue(text, call, options = {}) {
    const own = text === undefined ? undefined : this.#append({ author: "visitor", parts: [{ type: "text", text }] });
    if (own) this.#unsent.add(own);
    this.#say("");
    const taken = this.#queue.then(() => this.#exchange(text, own, call, options));
    this.#queue = taken.then(() => {});
    return taken;
  }

  /**
   * @param {string | undefined} text
   * @param {HTMLElement | undefined} own
   * @param {Call} call
   * @param {{retry?: string, typed?: boolean}} options
   */
  async #exchange(text, own, call, { retry, typed }) {
    let accepted = false;
    const key = retry ?? idempotencyKey();
    const take = async (/** @type {string} */ withKey) => {
      await this.#connect();
      this.#typing.hidden = false;
      /** @type {Form | undefined} */
      let offered;
      for await (const reply of call(withKey)) {
        if (reply.type === "accepted") {
          accepted = true;
          if (own) this.#unsent.delete(own);
        } else if (reply.type === "token") {
          this.#write(reply.text);
        } else if (reply.type === "lead_form") {
          // Usually the message brings it too, before or after: only on its own it is shown from here.
          offered = reply.form;
        } else if (reply.message.author === "visitor" && own) {
          own.dataset.id = reply.message.id ?? "";
        } else {
          this.#append(reply.message, this.#dropDraft());
        }
      }
      const unfinished = this.#draft?.bubble.textContent;
      if (unfinished) this.#append({ author: "agent", parts: [{ type: "text", text: unfinished }] }, this.#dropDraft());
      if (offered && !this.#forms.has(offered.id)) this.#append({ author: "agent", parts: [{ type: "lead_form", form: offered }] });
    };
    try {
      try {
        await take(key);
      } catch (problem) {
        if (accepted || !typed || !isGone(problem)) throw problem;
        // The conversation ended on the server: what the visitor says begins a new one.
        this.#ready = undefined;
        this.#conversation = undefined;
        this.#stopHearing();
        this.#forms.clear();
        await take(idempotencyKey());
        this.#hear();
      }
      return true;
    } catch (problem) {
      this.#dropDraft();
      if (accepted) await this.#recover(problem);
      else this.#giveBack(problem, own, typed ? text : undefined, key);
      // A question already answered by typing or in another tab: show what became of it.
      if (!accepted && problem instanceof FoyerProblem && problem.status === 409) await this.#redraw().catch(() => {});
      return accepted;
    } finally {
      this.#typing.hidden = true;
    }
  }

  /** The server took the message but the answer broke off: it may have been completed there all the same. */
  async #recover(/** @type {unknown} */ problem) {
    const messages = await this.#redraw().catch(() => []);
    if (messages.length > 0 && messages.at(-1)?.author !== "visitor") return;
    const lost = problem instanceof FoyerProblem && problem.status === 0;
    this.#say(lost ? this.#texts.interrupted : this.#explain(problem));
  }

  /**
   * @param {unknown} problem
   * @param {HTMLElement | undefined} own
   * @param {string | undefined} text
   * @param {string} key
   */
  #giveBack(problem, own, text, key) {
    if (own) {
      own.remove();
      this.#unsent.delete(own);
    }
    if (text !== undefined) {
      if (problem instanceof FoyerProblem && problem.uncertain) this.#unsure = { text, key };
      const since = this.#composer.value;
      this.#composer.value = since.trim() ? `${text}\n${since}` : text;
      this.#fit();
    }
    this.#say(this.#explain(problem));
  }

  /** @param {string} text */
  #write(text) {
    if (!this.#draft) {
      const message = this.#render({ author: "agent", parts: [] });
      const words = bubble("");
      message.dataset.streaming = "";
      message.append(words);
      this.#draft = { message, bubble: words };
      this.#pending.prepend(message);
      this.#typing.hidden = true;
    }
    const follow = this.#atEnd;
    this.#draft.bubble.append(text);
    if (follow) this.#scrollToEnd();
  }

  /** @returns {boolean} whether there was one */
  #dropDraft() {
    const had = this.#draft !== undefined;
    this.#draft?.message.remove();
    this.#draft = undefined;
    this.#typing.hidden = true;
    return had;
  }

  /** @param {unknown} problem @returns {string} what to tell the visitor */
  #explain(problem) {
    const t = this.#texts;
    if (!(problem instanceof FoyerProblem)) {
      console.error(problem);
      return t.failed;
    }
    if (problem.status === 429) {
      return problem.retryAfter ? t.tooFastFor.replace("{seconds}", String(problem.retryAfter)) : t.tooFast;
    }
    if (problem.uncertain) return t.offline;
    return problem.violations[0]?.message ?? problem.detail ?? t.failed;
  }

  /** @param {unknown} problem */
  #offerRetry(problem) {
    const again = el("button", { as: "retry", type: "button", class: "link" }, this.#texts.retry);
    again.onclick = () => {
      this.#say("");
      this.#composer.focus();
      this.#connect().catch((next) => this.#offerRetry(next));
    };
    this.#say(problem instanceof FoyerProblem && problem.uncertain ? this.#texts.noStart : this.#explain(problem), again);
  }

  /** @param {string} text empty: nothing to say @param {...Node} more */
  #say(text, ...more) {
    this.#notice.replaceChildren(...(text ? [el("p", {}, text), ...more] : []));
  }

  /** Grows the message field with its text where the browser does not (`field-sizing`). */
  #fit() {
    if (CSS.supports("field-sizing", "content")) return;
    const { style } = this.#composer;
    style.blockSize = "auto";
    style.blockSize = `${this.#composer.scrollHeight + 2}px`;
  }

  get #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  #scrollToEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** Brings a new message into view: its end, but of one higher than the panel its beginning. @param {HTMLElement} node */
  #reveal(node) {
    const top = node.offsetTop - this.#scroller.offsetTop - 12;
    this.#scroller.scrollTop = Math.min(this.#scroller.scrollHeight - this.#scroller.clientHeight, top);
  }
}

/** @param {unknown} problem whether the conversation does not exist for this token any more */
function isGone(problem) {
  return problem instanceof FoyerProblem && (problem.status === 401 || problem.status === 404);
}

/** Where the conversation starts, for the lead's source. Query and fragment stay here: they may carry secrets. */
function whereabouts() {
  const query = new URLSearchParams(location.search);
  const utm = Object.fromEntries(
    ["source", "medium", "campaign", "term", "content"]
      .map((name) => [name, (query.get(`utm_${name}`) ?? "").slice(0, 200)])
      .filter(([, value]) => value),
  );
  /** @type {Record<string, unknown>} */
  const context = { page_url: (location.origin + location.pathname).slice(0, 2000) };
  if (document.referrer) context.referrer = document.referrer.slice(0, 2000);
  if (Object.keys(utm).length > 0) context.utm = utm;
  if (navigator.language) context.locale = navigator.language;
  return context;
}

if (!customElements.get("foyer-chat")) customElements.define("foyer-chat", FoyerChat);
