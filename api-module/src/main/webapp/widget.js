/*
 * The one script tag of a page:
 *   <script src="https://HOST/widget.js" data-agent="AGENT_ID" async></script>
 *
 * A classic script, so that it works with async and from another origin, and so small that it costs the page
 * nothing; everything else is loaded once the page has loaded and is idle. What the page says to `window.foyer`
 * before that is done then.
 */
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const agent = script?.dataset.agent;
  if (!script || !agent) {
    console.warn("Foyer: the script tag needs data-agent with the id of an agent.");
    return;
  }

  // A mark on window and not a look for the element: two tags may both run before either has added it.
  const mark = Symbol.for("foyer.widget");
  const page = /** @type {Record<PropertyKey, any>} */ (/** @type {unknown} */ (window));
  if (page[mark]) return;
  page[mark] = true;

  const base = new URL(".", script.src);
  /** @type {any} */
  let chat;
  /** @type {any[][]} */
  const queue = [];
  /** What was listened to, so that it can be given up. @type {WeakMap<Function, EventListener>} */
  const listeners = new WeakMap();

  /** @param {any[]} call a method's name and its arguments */
  const push = ([method, ...given]) => {
    if (method === "on" || method === "off") return listen(method, given[0], given[1]);
    if (chat) chat[method]?.(...given);
    else queue.push([method, ...given]);
  };

  /** @param {string} method @param {string} type @param {(detail: unknown) => void} listener */
  const listen = (method, type, listener) => {
    const known = listeners.get(listener) ?? ((event) => listener(/** @type {CustomEvent} */ (event).detail));
    listeners.set(listener, known);
    document[method === "on" ? "addEventListener" : "removeEventListener"](`foyer:${type}`, known);
  };

  const earlier = page.foyer;
  /** @type {Record<string, unknown>} */
  const foyer = { push };
  for (const method of ["open", "close", "identify", "setLocale", "reset", "on", "off"]) {
    foyer[method] = (/** @type {any[]} */ ...given) => push([method, ...given]);
  }
  page.foyer = foyer;
  if (Array.isArray(earlier)) earlier.forEach(push);

  function load() {
    const { agent: _, mode, ...options } = /** @type {HTMLScriptElement} */ (script).dataset;
    // The page may have put the element where it wants it.
    const placed = document.querySelector("foyer-chat");
    const element = placed ?? document.createElement("foyer-chat");
    /** @type {Record<string, string | undefined>} */
    const attributes = { agent, host: base.href.replace(/\/$/, ""), ...options, ...(mode === "inline" && { inline: "" }) };
    for (const name in attributes) if (!element.hasAttribute(name)) element.setAttribute(name, attributes[name] ?? "");
    const module = document.createElement("script");
    module.type = "module";
    module.src = new URL("widget/chat.js", base).href;
    module.onerror = () => console.warn("Foyer: the chat could not be loaded.");
    module.onload = () => {
      if (!placed) {
        if (mode === "inline" && document.body.contains(script)) script?.after(element);
        else document.body.append(element);
      }
      chat = element;
      queue.forEach(push);
    };
    document.head.append(module);
  }

  function whenIdle() {
    // Safari has no requestIdleCallback; the timeout keeps a page that never rests from having no chat.
    if ("requestIdleCallback" in window) requestIdleCallback(load, { timeout: 2000 });
    else setTimeout(load, 200);
  }

  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
})();
