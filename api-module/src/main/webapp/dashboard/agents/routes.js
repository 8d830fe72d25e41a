const load = () => import("./f-agent-page.js");
const style = "/dashboard/agents/agents.css";

/** @type {import("../router.js").Route[]} */
export default [
  { path: "/agents", title: "Agents", tag: "f-agents-page", load: () => import("./f-agents-page.js"), style },
  { path: "/agents/:id", title: "Agent", tag: "f-agent-page", load, style },
  { path: "/agents/:id/:tab", title: "Agent", tag: "f-agent-page", load, style },
  { path: "/agents/:id/:tab/:item", title: "Agent", tag: "f-agent-page", load, style },
];
