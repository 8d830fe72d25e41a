/** @type {import("../router.js").Route[]} */
export default [
  { path: "/leads", title: "Leads", tag: "f-leads-page", load: () => import("./f-leads-page.js"), style: "/dashboard/leads/leads.css" },
  { path: "/leads/:id", title: "Lead", tag: "f-lead-page", load: () => import("./f-lead-page.js"), style: "/dashboard/leads/leads.css" },
];
