const style = "/dashboard/contacts/contacts.css";

/** @type {import("../router.js").Route[]} */
export default [
  { path: "/contacts", title: "Contacts", tag: "f-contacts-page", load: () => import("./f-contacts-page.js"), style },
  { path: "/contacts/imports", title: "Imports", tag: "f-imports-page", load: () => import("./f-imports-page.js"), style },
  { path: "/contacts/imports/:id", title: "Import", tag: "f-import-page", load: () => import("./f-import-page.js"), style },
  { path: "/contacts/exports", title: "Exports", tag: "f-exports-page", load: () => import("./f-exports-page.js"), style },
  { path: "/contacts/duplicates", title: "Duplicates", tag: "f-duplicates-page", load: () => import("./f-duplicates-page.js"), style },
  { path: "/contacts/:id", title: "Contact", tag: "f-contact-page", load: () => import("./f-contact-page.js"), style },
];
