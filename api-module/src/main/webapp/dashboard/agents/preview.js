/* A page with the chat of ?agent=, as any page would have it: the one script tag. */
{
  const agent = new URLSearchParams(location.search).get("agent");
  if (agent) {
    const script = document.createElement("script");
    script.src = "/widget.js";
    script.dataset.agent = agent;
    document.body.append(script);
  } else {
    /** @type {HTMLElement} */ (document.getElementById("missing")).hidden = false;
  }
}
