const load = () => import("./f-conversations-page.js");
const tag = "f-conversations-page";
const style = "/dashboard/conversations/conversations.css";

/** @type {import("../router.js").Route[]} */
export default [
  { path: "/conversations", title: "Conversations", tag, load, style },
  // the same element, so that the list stays where it is
  { path: "/conversations/:id", title: "Conversation", tag, load, style },
];
