import { html, svg } from "lit";

/** Stroked outlines on 24 × 24. */
const OUTLINES = {
  agents: "M12 3v3M7 6h10a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3ZM9 11.5v1.5M15 11.5v1.5M2 12v2M22 12v2M9 21h6",
  conversations: "M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.7A8.4 8.4 0 1 1 21 11.5Z",
  leads: "M3 4h18l-7 8.5V19l-4 2v-8.5Z",
  contacts: "M16 20v-1.5a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4V20M9 10.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM22 20v-1.5a4 4 0 0 0-3-3.9M16 3.7a3.5 3.5 0 0 1 0 6.7",
  analytics: "M4 20V10M10 20V4M16 20v-7M22 20H2",
  settings: "M4 7h9M19 7h1M4 17h1M11 17h9M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  back: "M14 6l-6 6 6 6",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  copy: "M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1ZM16 9V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3",
  trash: "M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3",
  edit: "M4 20h4L19 9l-4-4L4 16ZM13 7l4 4",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  upload: "M12 16V5M7 9l5-5 5 5M4 20h16",
  refresh: "M20 11a8 8 0 0 0-14.3-4L4 9M4 4v5h5M4 13a8 8 0 0 0 14.3 4L20 15M20 20v-5h-5",
  drag: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1",
  key: "M14 10a4.5 4.5 0 1 0-4.4 5.4L11 14h2v-2h2l1.5-1.5M8 11h.01M15 11l6 6v3h-3l-4.5-4.5",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0",
  out: "M15 17l5-5-5-5M20 12H9M10 4H5v16h5",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  screen: "M4 4h16v12H4ZM9 20h6M12 16v4",
  warning: "M12 4 2.5 20h19ZM12 10v4M12 17h.01",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 8h.01",
  note: "M5 4h14v10l-5 6H5ZM14 20v-6h5",
  send: "M12 19V5m-6.5 6.5L12 5l6.5 6.5",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  filter: "M4 6h16M7 12h10M10 18h4",
  columns: "M4 5h16v14H4ZM10 5v14M15 5v14",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6Z",
  book: "M5 4h10a4 4 0 0 1 4 4v12H9a4 4 0 0 1-4-4ZM5 16a4 4 0 0 1 4-4h10",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
};

/**
 * An icon in the text's colour. Hidden from assistive technology: what it stands on has the name.
 * @param {keyof typeof OUTLINES} name
 */
export const icon = (name) => html`<svg class=${name === "more" || name === "drag" ? "icon dots" : "icon"} viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${OUTLINES[name]}></path>`}</svg>`;

/** The mark. */
export const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true"><path fill="currentColor" d="M16 3C8.8 3 3 8.4 3 15.1c0 3.4 1.5 6.4 3.9 8.6L5.6 29l5.9-2.5c1.4.4 2.9.6 4.5.6 7.2 0 13-5.4 13-12.1S23.2 3 16 3Zm-4.5 17.8V15a4.5 4.5 0 0 1 9 0v5.8h-3.2V15a1.3 1.3 0 0 0-2.6 0v5.8h-3.2Z"/></svg>`;
