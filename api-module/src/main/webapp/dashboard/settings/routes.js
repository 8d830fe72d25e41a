const load = () => import("./f-settings-page.js");
const style = "/dashboard/settings/settings.css";

/** @type {import("../router.js").Route[]} */
export default [
  { path: "/settings", title: "Settings", tag: "f-settings-page", load, style },
  { path: "/settings/webhooks/:webhook", title: "Webhook", tag: "f-webhook-page", load: () => import("./f-webhook-page.js"), style },
  { path: "/settings/:part", title: "Settings", tag: "f-settings-page", load, style },
];
