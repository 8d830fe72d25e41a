/** @type {import("../router.js").Route[]} */
export default [
  { path: "/conversations", title: "Conversations", tag: "f-conversations-page", load: () => import("./f-conversations-page.js") },
];
