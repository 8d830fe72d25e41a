import { FoyerClient, FoyerProblem, idempotencyKey } from "./client.js";
import { attribute, el, icon, ICONS } from "./dom.js";
import { leadForm } from "./form.js";
import { bubble, renderMessage } from "./message.js";
import { outbox } from "./outbox.js";
import { shelf } from "./store.js";
import { accentSheet, sheet } from "./styles.js";
import { listenTogether, locks, one } from "./tabs.js";
import { textsIn, textsWith } from "./texts.js";

/**
 * @typedef {import("./client.js").Message} Message
 * @typedef {import("./client.js").Form} Form
 * @typedef {import("./client.js").Look} Look
 * @typedef {import("./client.js").Identity} Identity
 * @typedef {import("./outbox.js").Errand} Errand
 */

/** The server's limit for one message. */
const MAX_TEXT = 8000;

/** Languages written right to left, by the first subtag of their locale. */
const RTL = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/i;

const TYPING_HOLDS_MS = 6000;
const TEASER_AFTER_MS = 2500;

/**
 * `<foyer-chat agent="…" host="…">`: a launcher at the bottom end of the page and the chat it opens; with `inline` the
 * chat alone, where the element stands. What it has to say it says by events: `foyer:open`, `foyer:lead` and the like.
 *
 * Nothing is stored on the server until the visitor says something; from then on the conversation outlives reloads.
 */
export class FoyerChat extends HTMLElement {
  static observedAttributes = ["locale", "texts"];

  constructor() {
    super();
    this._root = this.attachShadow({ mode: "open" });
    /** @type {ReturnType<typeof chat> | undefined} */
    this._chat = undefined;
  }

  connectedCallback() {
    if (this._chat) this._chat.enter();
    else this._chat = chat(this, this._root);
  }

  disconnectedCallback() {
    this._chat?.leave();
  }

  attributeChangedCallback() {
    this._chat?.speak();
  }

  /** Opens the chat and puts the cursor into the message field. */
  open() {
    this._chat?.open();
  }

  /** Closes the chat; the focus returns to where it was before, if it is inside. */
  close() {
    this._chat?.close();
  }

  /** Says who the visitor is, as proved by the page's own server. @param {Identity} identity */
  identify(identity) {
    this._chat?.identify(identity);
  }

  /** @param {string} locale BCP 47 */
  setLocale(locale) {
    this.setAttribute("locale", locale);
  }

  /** Forgets the conversation and the visitor, for instance when they sign out. */
  reset() {
    this._chat?.reset();
  }
}

/**
 * @param {FoyerChat} element
 * @param {ShadowRoot} root
 */
function chat(element, root) {
  const agent = element.getAttribute("agent") ?? "";
  const host = element.getAttribute("host") ?? location.origin;
  const inline = element.hasAttribute("inline");
  const client = new FoyerClient({ host, agent });
  /** @type {ReturnType<typeof shelf<import("./store.js").Kept>>} */
  const kept = shelf(() => localStorage, `foyer:${agent}`);
  /** @type {ReturnType<typeof shelf<import("./store.js").KeptByTab>>} */
  const tab = shelf(() => sessionStorage, `foyer:${agent}`);

  /** @type {Look} */
  let look = {};
  let texts = textsWith();
  let lang = "en";
  /** The conversation that is shown; unset: none yet. @type {string | undefined} */
  let conversation;
  /** Loaded once, however many ask. @type {Promise<void> | undefined} */
  let resuming;
  /** Ends the stream of what others add; unset: none is open. @type {AbortController | undefined} */
  let hearing;
  /** What a node of the log shows. @type {WeakMap<Element, Message>} */
  const shown = new WeakMap();
  /** Bubbles the server does not have yet: they survive a redraw. @type {Map<Errand, HTMLElement>} */
  const unsent = new Map();
  /** What to do if an answer to a question is not taken. @type {Map<Errand, () => void>} */
  const undoings = new Map();
  /** @type {Map<string, ReturnType<typeof leadForm>>} */
  const forms = new Map();
  /** The agent's answer while it is being written. @type {{message: HTMLElement, words: HTMLElement} | undefined} */
  let draft;
  /** @type {Identity | undefined} */
  let identity;
  /** It is to be opened as soon as it may be shown at all. */
  let wanted = false;
  /** Where the focus was before the chat opened. @type {HTMLElement | undefined} */
  let opener;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typingTimer;
  /** @type {AudioContext | undefined} */
  let audio;

  const label = el("span", { class: "label", dir: "auto", hidden: true });
  const badge = el("span", { as: "badge", class: "badge", "aria-hidden": "true", hidden: true });
  const launcher = el("button", { as: "launcher", type: "button", "aria-expanded": "false", "aria-controls": "panel", "aria-haspopup": "dialog" }, el("span", { class: "icons" }, icon(ICONS.chat), icon(ICONS.close)), label, badge);
  const teaserText = el("span", { dir: "auto" });
  const teaserOpener = el("button", { as: "teaser-open", type: "button" }, teaserText);
  const teaserCloser = el("button", { as: "teaser-close", type: "button", class: "plain" }, icon(ICONS.close));
  const teaser = el("div", { as: "teaser", hidden: true }, teaserOpener, teaserCloser);
  const corner = el("div", { class: "corner", role: "region", hidden: true }, teaser, launcher);

  const name = el("h2", { as: "title", id: "title", dir: "auto" });
  const subtitle = el("p", { class: "subtitle" });
  const avatar = el("span", { as: "avatar", class: "avatar", "aria-hidden": "true" });
  const sound = el("button", { as: "sound", type: "button", class: "plain" });
  const closer = el("button", { as: "close", type: "button", class: "plain", hidden: inline }, icon(ICONS.close));
  // Reads out each message that is added, whole and once: what is still being written is kept outside, in pending.
  const log = el("div", { as: "log", role: "log", "aria-live": "polite" });
  const typing = el("div", { as: "typing", class: "typing", role: "img", hidden: true }, el("i"), el("i"), el("i"));
  const pending = el("div", { class: "pending" }, typing);
  const scroller = el("div", { class: "scroller", tabindex: -1 }, log, pending);
  const notice = el("div", { as: "notice", role: "status" });
  const composerLabel = el("label", { class: "unseen", for: "composer" });
  const composer = el("textarea", { as: "composer", id: "composer", rows: 1, maxlength: MAX_TEXT, enterkeyhint: "send" });
  const sender = el("button", { as: "send", type: "submit", class: "send" }, icon(ICONS.send));
  const writer = el("form", { class: "writer" }, composerLabel, composer, sender);
  const panel = el(
    "section",
    { as: "panel", id: "panel", role: inline ? "region" : "dialog", "aria-labelledby": "title", hidden: true },
    el("div", { as: "header", class: "header" }, avatar, el("div", { class: "names" }, name, subtitle), sound, closer),
    scroller,
    notice,
    writer,
  );

  const box = outbox({
    kept: tab.get().errands ?? [],
    keep: (errands) => tab.put({ errands: errands.length > 0 ? errands : undefined }),
    deliver,
    refused,
    waiting,
  });
  const restored = new Set(box.errands);

  root.adoptedStyleSheets = [sheet];
  root.append(...(inline ? [panel] : [panel, corner]));
  listen();
  dress();
  prepare();

  /** What the agent looks like, and the conversation there may be; until it is known nothing is shown that would change. */
  async function prepare() {
    try {
      look = await client.look();
    } catch (problem) {
      if (problem instanceof FoyerProblem && problem.passing) addEventListener("online", prepare, { once: true });
      console.warn(`Foyer: agent ${agent} cannot be shown (${problem instanceof Error ? problem.message : problem}).`);
      return;
    }
    await speak();
    corner.hidden = false;
    panel.hidden = !inline;
    greet();
    for (const errand of box.errands) if ("text" in errand) unsent.set(errand, say(errand.text));
    if (kept.get().id) resume().catch(() => {});
    box.run();
    if (inline) begin();
    else if (wanted) open();
    // Reopened by a reload, not by the visitor: the page keeps the focus.
    else if (tab.get().open) show();
    else if (!tab.get().calm && !kept.get().id) setTimeout(() => tease(look.greeting), TEASER_AFTER_MS);
    emit("ready");
  }

  /** Chooses the language: the page's wish, else the agent's. */
  async function speak() {
    const locale = element.getAttribute("locale") || look.locale || "en";
    const own = await textsIn(locale, host);
    if (element.getAttribute("locale") && element.getAttribute("locale") !== locale) return;
    texts = textsWith(own, look.texts, parsed(element.getAttribute("texts")));
    lang = locale;
    dress();
    for (const node of [...log.children]) {
      const message = shown.get(node);
      if (message) redo(node, message);
    }
    for (const form of forms.values()) form.render();
  }

  /** Applies name, texts, language and colour. */
  function dress() {
    const title = look.name || texts.title;
    name.textContent = title;
    avatar.textContent = [...title.trim()][0]?.toUpperCase() ?? "";
    subtitle.textContent = texts.subtitle;
    attribute(closer, "aria-label", texts.close);
    attribute(log, "aria-label", texts.log);
    attribute(typing, "aria-label", texts.typing);
    attribute(corner, "aria-label", title);
    attribute(teaserCloser, "aria-label", texts.hideGreeting);
    composerLabel.textContent = texts.composer;
    composer.placeholder = texts.placeholder;
    attribute(sender, "aria-label", texts.send);
    panel.lang = corner.lang = lang;
    attribute(element, "dir", RTL.test(lang) ? "rtl" : null);
    const accent = accentSheet(look.theme?.accent);
    root.adoptedStyleSheets = accent ? [sheet, accent] : [sheet];
    dressSound();
    dressLauncher();
  }

  function dressSound() {
    const on = Boolean(kept.get().sound);
    sound.replaceChildren(icon(on ? ICONS.loud : ICONS.quiet));
    attribute(sound, "aria-label", on ? texts.soundOff : texts.soundOn);
  }

  function dressLauncher() {
    const text = String(look.theme?.launcher_text ?? "");
    const count = unread();
    label.textContent = text;
    label.hidden = !text;
    badge.textContent = count > 9 ? "9+" : String(count);
    badge.hidden = count === 0;
    const name = panel.hidden ? text || texts.open : texts.close;
    attribute(launcher, "aria-label", count > 0 ? `${name}, ${texts.unread.replace("{count}", String(count))}` : name);
    attribute(launcher, "aria-expanded", String(!panel.hidden));
  }

  function listen() {
    launcher.onclick = () => (panel.hidden ? open() : close());
    closer.onclick = () => close();
    teaserOpener.onclick = () => open();
    teaserCloser.onclick = () => {
      tab.put({ calm: true });
      teaser.hidden = true;
      launcher.focus({ preventScroll: true });
    };
    sound.onclick = () => {
      kept.put({ sound: !kept.get().sound });
      dressSound();
      beep();
    };
    panel.onkeydown = (event) => {
      if (inline || event.isComposing) return;
      if (event.key === "Tab") keepFocus(event);
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    };
    composer.onkeydown = (event) => {
      // Enter also ends the composition of a Japanese or Chinese word; 229 is how Safari says so.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      send();
    };
    composer.oninput = fit;
    writer.onsubmit = (event) => {
      event.preventDefault();
      send();
    };
    addEventListener("storage", (event) => {
      if (event.key !== `foyer:${agent}`) return;
      // Another tab has started a conversation, read one or turned the sound on.
      if (!conversation && kept.get().id) resume().catch(() => {});
      dressSound();
      dressLauncher();
    });
    document.addEventListener("visibilitychange", () => {
      // A tab that nobody sees leaves the line to those that are seen, where they cannot share one.
      if (document.hidden) return locks ?? stopHearing();
      seen();
      hear();
    });
  }

  /** Where the chat covers the page the keyboard stays in it. @param {KeyboardEvent} event */
  function keepFocus(event) {
    if (!matchMedia("(max-width: 480px), (max-height: 460px)").matches) return;
    const stops = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll("button, input, select, textarea, a[href]")]).filter((stop) => stop.tabIndex >= 0 && stop.offsetParent);
    const [first, last] = [stops[0], stops[stops.length - 1]];
    if (root.activeElement !== (event.shiftKey ? first : last)) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }

  function open() {
    if (corner.hidden) {
      wanted = true;
      return;
    }
    const active = document.activeElement;
    if (panel.hidden && active instanceof HTMLElement && active !== element && active !== document.body) opener = active;
    show();
    composer.focus({ preventScroll: true });
  }

  function show() {
    const was = panel.hidden;
    panel.hidden = false;
    teaser.hidden = true;
    tab.put({ open: true, calm: true });
    begin();
    dressLauncher();
    if (was) emit("open");
  }

  /** The panel is there to be read. */
  function begin() {
    scrollToEnd();
    seen();
    if (kept.get().id) resume().catch(offerRetry);
  }

  function close() {
    if (inline || panel.hidden) return;
    const inside = panel.contains(root.activeElement);
    panel.hidden = true;
    tab.put({ open: undefined });
    dressLauncher();
    if (inside) (opener?.isConnected ? opener : launcher).focus({ preventScroll: true });
    opener = undefined;
    emit("close");
  }

  /** @param {string | undefined} text */
  function tease(text) {
    if (!text || inline || !panel.hidden || element.getAttribute("teaser") === "off") return;
    teaserText.textContent = text;
    teaser.hidden = false;
  }

  /** The agent's first words. They are in the conversation too, once there is one. */
  function greet() {
    if (conversation || !look.greeting || log.childElementCount > 0) return;
    draw([{ author: "agent", parts: [{ type: "text", text: look.greeting }] }]);
  }

  /** Shows the conversation of this browser. */
  function resume() {
    resuming ??= (async () => {
      const { id, token } = kept.get();
      if (!id || !token) return;
      client.token = token;
      try {
        const messages = await client.history(id);
        conversation = id;
        draw(messages);
        seen();
        claim().catch(() => {});
        hear();
      } catch (problem) {
        if (!isGone(problem)) throw problem;
        forget();
      }
    })();
    resuming.catch(() => (resuming = undefined));
    return resuming;
  }

  /** There is a conversation to speak in: of this browser or a new one. */
  async function started() {
    if (conversation) return;
    // Of two tabs that begin at the same moment, the second finds what the first has started.
    await one(`foyer:${agent}`, async () => {
      await resume();
      if (conversation) return;
      const { token } = kept.get();
      client.token = token;
      const starting = tab.get().starting ?? { context: { ...whereabouts(), ...(identity && { identity }) }, key: idempotencyKey() };
      tab.put({ starting });
      try {
        const made = await client.start(starting.context, starting.key);
        conversation = made.id;
        kept.put({ id: made.id, token: made.token, identity: identity?.user_id });
        tab.put({ starting: undefined });
        resuming = Promise.resolve();
        draw(made.messages);
      } catch (problem) {
        if (!(problem instanceof FoyerProblem && problem.passing)) tab.put({ starting: undefined });
        throw problem;
      }
    });
    seen();
    hear();
  }

  function forget() {
    stopHearing();
    conversation = resuming = undefined;
    kept.put({ id: undefined, read: undefined, identity: undefined });
    forms.clear();
    draw([]);
    greet();
  }

  function reset() {
    forget();
    kept.put({ token: undefined });
    client.token = identity = undefined;
    dressLauncher();
  }

  /** @param {Identity} who */
  function identify(who) {
    identity = who;
    claim().catch((problem) => console.warn(`Foyer: the visitor could not be identified (${problem.message}).`));
  }

  /** Brings who the visitor is to the conversation, once. */
  async function claim() {
    if (!identity || !conversation || kept.get().identity === identity.user_id) return;
    try {
      await client.identify(conversation, identity, idempotencyKey());
      kept.put({ token: client.token, identity: identity.user_id });
    } catch (problem) {
      if (!(problem instanceof FoyerProblem) || problem.status !== 409) throw problem;
      // Somebody else's: this person begins anew.
      const who = identity;
      reset();
      identity = who;
    }
  }

  /** Listens to what others add: the team, and this visitor in other tabs. */
  async function hear() {
    if (hearing || !conversation || (document.hidden && !locks)) return;
    const { signal } = (hearing = new AbortController());
    const id = conversation;
    await listenTogether(client, id, signal, async (news) => {
      // After what this tab is just saying: its answer brings the ids by which it is known again.
      await box.settled();
      if (signal.aborted) return;
      if (news.type === "fresh") for (const message of await client.history(id).catch(() => [])) put(message);
      else if (news.type === "message") put(news.message);
      else if (news.type === "lead_form") forms.get(news.form.id)?.update(news.form);
      else if (news.type === "typing") noticeTyping();
    });
  }

  function stopHearing() {
    hearing?.abort();
    hearing = undefined;
  }

  function noticeTyping() {
    typing.hidden = false;
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => (typing.hidden = true), TYPING_HOLDS_MS);
    if (atEnd()) scrollToEnd();
  }

  /** @param {Message[]} messages drawn at once: they are no news */
  function draw(messages) {
    attribute(log, "aria-live", "off");
    log.replaceChildren(...messages.map(render), ...unsent.values());
    for (const child of log.children) child.classList.add("still");
    scrollToEnd();
    dressLauncher();
    // In the same task all of it would still be read out.
    setTimeout(() => attribute(log, "aria-live", "polite"), 100);
  }

  async function redraw() {
    if (conversation) draw(await client.history(conversation));
  }

  /** @param {Message} message @returns {HTMLElement} */
  function render(message) {
    const node = renderMessage(message, {
      texts,
      form: (form) => formOf(form).element,
      confirm(confirmation, accept, undo) {
        const errand = { key: idempotencyKey(), confirmation, accept };
        undoings.set(errand, undo);
        box.add(errand);
      },
      choose({ id, title }) {
        composer.focus({ preventScroll: true });
        enqueue({ key: idempotencyKey(), choice: id, text: title });
      },
    });
    shown.set(node, message);
    return node;
  }

  /** @param {Form} form */
  function formOf(form) {
    const known = forms.get(form.id);
    if (known) {
      known.update(form);
      return known;
    }
    const made = leadForm(form, {
      client,
      texts: () => texts,
      place: () => ({ lang, region: look.default_region }),
      send: (body) => box.add({ key: idempotencyKey(), form: form.id, body }),
      stale: redraw,
      explain,
    });
    forms.set(form.id, made);
    if (box.errands.some((errand) => "form" in errand && errand.form === form.id)) made.wait(true);
    emit("form", { form_id: form.id });
    return made;
  }

  /**
   * Shows a message where it belongs, once: one that is known is replaced, one of this tab's own gets its id.
   *
   * @param {Message} message
   * @param {boolean} [still] it is there already, as a draft: no second entrance
   */
  function put(message, still) {
    const known = message.id && log.querySelector(`[data-id="${message.id}"]`);
    if (known) return redo(known, message);
    const own = [...log.children].find((node) => {
      const before = shown.get(node);
      return before && !before.id && before.author === message.author && wording(before) === wording(message);
    });
    if (own) {
      shown.set(own, message);
      attribute(own, "data-id", message.id);
      return seen();
    }
    add(message, still);
  }

  /** @param {Element} node @param {Message} message */
  function redo(node, message) {
    const inside = node.contains(root.activeElement);
    const focused = /** @type {HTMLElement | null} */ (root.activeElement);
    const made = render(message);
    made.classList.add("still");
    attribute(made, "data-waiting", node.getAttribute("data-waiting"));
    for (const [errand, bubble] of unsent) if (bubble === node) unsent.set(errand, made);
    node.replaceWith(made);
    if (!inside) return;
    // A form is the same element as before; buttons are new ones.
    if (focused?.isConnected && made.contains(focused)) focused.focus({ preventScroll: true });
    else composer.focus({ preventScroll: true });
  }

  /** @param {Message} message @param {boolean} [still] */
  function add(message, still) {
    const node = render(message);
    if (still) node.classList.add("still");
    attribute(log, "aria-live", "polite");
    log.insertBefore(node, [...unsent.values()].find((bubble) => bubble.parentNode === log && bubble.hasAttribute("data-waiting")) ?? null);
    reveal(node);
    emit("message", { message });
    if (message.author === "visitor") return node;
    if (panel.hidden || document.hidden) {
      beep();
      tease(wording(message));
    }
    seen();
    return node;
  }

  /** @param {string} text */
  function say(text) {
    return add({ author: "visitor", parts: [{ type: "text", text }] });
  }

  /** Takes note of what has been read, if it can be read. */
  function seen() {
    if (!panel.hidden && !document.hidden) {
      const ids = [...log.querySelectorAll("[data-id]")].map((node) => node.getAttribute("data-id") ?? "");
      // Ids grow with time.
      const last = ids.sort().at(-1);
      if (last && last > (kept.get().read ?? "")) kept.put({ read: last });
    }
    dressLauncher();
  }

  function unread() {
    const { read = "" } = kept.get();
    const nodes = [...log.querySelectorAll("[data-id]:not([data-author=visitor])")];
    const count = nodes.filter((node) => (node.getAttribute("data-id") ?? "") > read).length;
    if (count !== Number(launcher.dataset.unread ?? 0)) {
      launcher.dataset.unread = String(count);
      emit("unread", { count });
    }
    return count;
  }

  function send() {
    const text = composer.value.trim();
    if (!text) return;
    composer.value = "";
    composer.focus({ preventScroll: true });
    fit();
    enqueue({ key: idempotencyKey(), text });
  }

  /** @param {Extract<Errand, {text: string}>} errand */
  function enqueue(errand) {
    unsent.set(errand, say(errand.text));
    if (!("waiting" in notice.dataset)) tell("");
    box.add(errand);
  }

  /** @param {Errand} errand */
  async function deliver(errand) {
    if ("form" in errand) return deliverForm(errand);
    await started();
    const id = /** @type {string} */ (conversation);
    try {
      await exchange(errand, id);
    } catch (problem) {
      if (!isGone(problem) || !("text" in errand) || "choice" in errand) throw problem;
      // The conversation has ended on the server: what the visitor says begins a new one.
      forget();
      errand.key = idempotencyKey();
      await started();
      await exchange(errand, /** @type {string} */ (/** @type {unknown} */ (conversation)));
    }
    unsent.delete(errand);
    undoings.delete(errand);
    // Whether the server had it before the reload is not known: what it has now is.
    if (restored.delete(errand)) await redraw().catch(() => {});
  }

  /** @param {Exclude<Errand, {form: string}>} errand @param {string} id */
  async function exchange(errand, id) {
    const { key } = errand;
    const replies =
      "confirmation" in errand
        ? client.confirm(errand.confirmation, errand.accept, key)
        : "choice" in errand
          ? client.choose(id, errand.choice, key)
          : client.send(id, errand.text, key);
    typing.hidden = false;
    scrollToEnd();
    try {
      for await (const reply of replies) {
        if (reply.type === "accepted") attribute(unsent.get(errand) ?? typing, "data-waiting", null);
        else if (reply.type === "token") write(reply.text);
        // A form alone comes too, but always in a message as well.
        else if (reply.type === "message") put(reply.message, dropDraft());
      }
    } finally {
      dropDraft();
      typing.hidden = true;
    }
  }

  /** @param {Extract<Errand, {form: string}>} errand */
  async function deliverForm({ key, form: id, body }) {
    const form = forms.get(id);
    client.token ??= kept.get().token;
    await form?.quiet();
    const answer = body ? await client.submit(id, body, key) : await client.dismiss(id);
    form?.close(body ? "submitted" : "dismissed");
    if (answer.message) put({ author: "agent", parts: [{ type: "text", text: answer.message }] });
    if (body) emit("lead", { lead_id: /** @type {any} */ (answer).lead_id, form_id: id, fields: body.fields });
    else emit("dismiss", { form_id: id });
  }

  /** @param {Errand} errand @param {unknown} problem */
  async function refused(errand, problem) {
    const { status } = problem instanceof FoyerProblem ? problem : { status: 0 };
    if ("form" in errand) return forms.get(errand.form)?.fail(problem);
    unsent.get(errand)?.remove();
    unsent.delete(errand);
    undoings.get(errand)?.();
    undoings.delete(errand);
    if ("text" in errand && !("choice" in errand)) {
      const since = composer.value;
      composer.value = since.trim() ? `${errand.text}\n${since}` : errand.text;
      fit();
    }
    tell(explain(problem));
    // A question already answered by typing or in another tab: show what became of it.
    if (status === 409 || status === 404) await redraw().catch(() => {});
  }

  /** @param {FoyerProblem | undefined} problem */
  function waiting(problem) {
    for (const node of unsent.values()) attribute(node, "data-waiting", problem && texts.waiting);
    if (problem) tell(problem.status === 429 ? explain(problem) : texts.offline, problem.status === 429 ? undefined : box.retry, true);
    else if ("waiting" in notice.dataset) tell("");
  }

  /** @param {string} text */
  function write(text) {
    if (!draft) {
      const message = render({ author: "agent", parts: [] });
      const words = bubble("");
      message.dataset.streaming = "";
      message.append(words);
      draft = { message, words };
      pending.prepend(message);
      typing.hidden = true;
    }
    const follow = atEnd();
    draft.words.append(text);
    if (follow) scrollToEnd();
  }

  /** @returns {boolean} whether there was one */
  function dropDraft() {
    const had = draft !== undefined;
    draft?.message.remove();
    draft = undefined;
    typing.hidden = true;
    return had;
  }

  /** @param {unknown} problem @returns {string} what to tell the visitor */
  function explain(problem) {
    if (!(problem instanceof FoyerProblem)) {
      console.error(problem);
      return texts.failed;
    }
    const { status, retryAfter, violations, detail } = problem;
    if (status === 429) return texts.tooFast.replace("{seconds}", String(retryAfter));
    if (!status) return texts.offline;
    // The server speaks English.
    return (lang.startsWith("en") && (violations[0]?.message ?? detail)) || texts.failed;
  }

  /** @param {unknown} problem */
  function offerRetry(problem) {
    const retry = () => {
      removeEventListener("online", retry);
      tell("");
      resume().catch(offerRetry);
    };
    addEventListener("online", retry);
    tell(explain(problem), retry);
  }

  /**
   * @param {string} text empty: nothing to say
   * @param {() => void} [retry]
   * @param {boolean} [waits] something waits to be sent
   */
  function tell(text, retry, waits) {
    attribute(notice, "data-waiting", waits);
    // Said once, however often it is tried.
    if (text && notice.firstChild?.textContent === text) return;
    notice.replaceChildren();
    if (!text) return;
    notice.append(el("p", {}, text));
    if (retry) {
      const again = el("button", { as: "retry", type: "button", class: "link" }, texts.retry);
      again.onclick = () => {
        composer.focus({ preventScroll: true });
        retry();
      };
      notice.append(again);
    }
    if (atEnd()) requestAnimationFrame(scrollToEnd);
  }

  /** Two soft notes, for those who turned the sound on. */
  function beep() {
    if (!kept.get().sound) return;
    try {
      audio ??= new AudioContext();
      const { currentTime, destination } = audio;
      for (const [at, pitch] of [[0, 660], [0.12, 880]]) {
        const tone = audio.createOscillator();
        const volume = audio.createGain();
        tone.frequency.value = pitch;
        volume.gain.setValueAtTime(0.06, currentTime + at);
        volume.gain.exponentialRampToValueAtTime(0.0001, currentTime + at + 0.25);
        tone.connect(volume).connect(destination);
        tone.start(currentTime + at);
        tone.stop(currentTime + at + 0.25);
      }
    } catch {
      // No sound then.
    }
  }

  /** Grows the message field with its text where the browser does not (`field-sizing`). */
  function fit() {
    if (CSS.supports("field-sizing", "content")) return;
    composer.style.blockSize = "auto";
    composer.style.blockSize = `${composer.scrollHeight + 2}px`;
  }

  function atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = scroller;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  function scrollToEnd() {
    scroller.scrollTop = scroller.scrollHeight;
  }

  /** Brings a new message into view: its end, but of one higher than the panel its beginning. @param {HTMLElement} node */
  function reveal(node) {
    const top = node.offsetTop - scroller.offsetTop - 12;
    scroller.scrollTop = Math.min(scroller.scrollHeight - scroller.clientHeight, top);
  }

  /** @param {string} type @param {Record<string, unknown>} [detail] */
  function emit(type, detail = {}) {
    element.dispatchEvent(new CustomEvent(`foyer:${type}`, { detail, bubbles: true, composed: true }));
  }

  return { open, close, identify, reset, speak, enter: hear, leave: stopHearing };
}

/** @param {Message} message what it says, for comparison */
function wording({ parts }) {
  return parts.map((part) => ("text" in part && part.text) || "").join("\n");
}

/** @param {unknown} problem whether the conversation does not exist for this token any more */
function isGone(problem) {
  return problem instanceof FoyerProblem && (problem.status === 401 || problem.status === 404);
}

/** @param {string | null} json */
function parsed(json) {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
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
