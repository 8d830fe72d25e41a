/** @type {import("../router.js").Route[]} */
export default [
  { path: "/contacts", title: "Contacts", tag: "f-contacts-page", load: () => import("./f-contacts-page.js") },
];
