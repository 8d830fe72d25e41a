/** @type {import("../router.js").Route[]} */
export default [
  { path: "/leads", title: "Leads", tag: "f-leads-page", load: () => import("./f-leads-page.js") },
];
