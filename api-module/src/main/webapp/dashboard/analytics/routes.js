/** @type {import("../router.js").Route[]} */
export default [
  { path: "/analytics", title: "Analytics", tag: "f-analytics-page", load: () => import("./f-analytics-page.js") },
];
