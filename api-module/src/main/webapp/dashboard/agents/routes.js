/** @type {import("../router.js").Route[]} */
export default [
  { path: "/agents", title: "Agents", tag: "f-agents-page", load: () => import("./f-agents-page.js") },
];
