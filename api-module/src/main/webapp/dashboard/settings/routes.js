/** @type {import("../router.js").Route[]} */
export default [
  { path: "/settings", title: "Settings", tag: "f-settings-page", load: () => import("./f-settings-page.js") },
];
