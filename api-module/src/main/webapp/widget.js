/*
 * The one script tag of a page:
 *   <script src="https://HOST/widget.js" data-agent="AGENT_ID" async></script>
 *
 * A classic script, so that it works with async and from another origin, and so small that it costs the page
 * nothing; everything else is imported once the page has loaded and is idle.
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
  const page = /** @type {Record<symbol, unknown>} */ (/** @type {unknown} */ (window));
  if (page[mark]) return;
  page[mark] = true;

  const base = new URL(".", script.src);

  async function load() {
    try {
      await import(new URL("widget/chat.js", base).href);
    } catch (problem) {
      console.warn("Foyer: the chat could not be loaded.", problem);
      return;
    }
    const chat = document.createElement("foyer-chat");
    chat.setAttribute("agent", /** @type {string} */ (agent));
    chat.setAttribute("host", base.href.replace(/\/$/, ""));
    document.body.append(chat);
  }

  function whenIdle() {
    // Safari has no requestIdleCallback; the timeout keeps a page that never rests from having no chat.
    if ("requestIdleCallback" in window) requestIdleCallback(load, { timeout: 2000 });
    else setTimeout(load, 200);
  }

  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
})();
