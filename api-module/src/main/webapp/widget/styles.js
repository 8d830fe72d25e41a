/*
 * One constructable style sheet: a strict CSP (`style-src 'self'`) allows it where it refuses <style> and style
 * attributes. Lengths are px, not rem, because the page decides what a rem is. Sides are logical, for RTL.
 * Transparent borders become visible in forced colours.
 */
export const sheet = new CSSStyleSheet();

const DARK = `
  --scheme: dark;
  --accent: var(--foyer-accent, #a9b9ff);
  --accent-ink: var(--foyer-accent-ink, #111a3d);
  --surface: var(--foyer-surface, #171a22);
  --ink: var(--foyer-ink, #eceef4);
  --soft: #252a36;
  --quiet: #a8b0c3;
  --line: #2d3341;
  --edge: #7f889d;
  --error: #ffb4ab;
  --good: #7fdcae;
  --shadow: 0 0 0 1px #2d3341, 0 24px 64px #0008;`;

sheet.replaceSync(`
:host {
  --scheme: light;
  --accent: var(--foyer-accent, #3550c8);
  --accent-ink: var(--foyer-accent-ink, #fff);
  --surface: var(--foyer-surface, #fff);
  --ink: var(--foyer-ink, #171c2b);
  --soft: #f1f3f8;
  --quiet: #596177;
  --line: #e2e6ef;
  --edge: #868ea3;
  --error: #b3261e;
  --good: #17714a;
  --shadow: 0 0 0 1px #1018300d, 0 4px 12px #10183014, 0 24px 64px #10183033;
}
/* Important, because a page's own rule for every element would win otherwise. */
:host(:not([inline])) { all: initial !important; }
:host([inline]) { display: block; block-size: 560px; }
@media (prefers-color-scheme: dark) {
  :host(:not([theme=light])) {${DARK}}
}
:host([theme=dark]) {${DARK}}
:host([hidden]), [hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
h2, p { margin: 0; font: inherit; }
button, input, textarea, select { font: inherit; color: inherit; }
button, select { cursor: pointer; touch-action: manipulation; }
svg { inline-size: 22px; block-size: 22px; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.corner, [part=panel] {
  all: initial;
  position: fixed;
  z-index: 2147483000;
  inset-block-end: max(var(--foyer-bottom, 20px), env(safe-area-inset-bottom));
  inset-inline: var(--foyer-start, auto) var(--foyer-end, 20px);
  color: var(--ink);
  color-scheme: var(--scheme);
  box-sizing: border-box;
  font: 15px/1.5 var(--foyer-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
}
.corner { display: flex; flex-direction: column; align-items: flex-end; gap: 12px; animation: rise .3s cubic-bezier(.2, .8, .2, 1); }

[part=launcher] {
  position: relative;
  display: flex;
  align-items: center;
  gap: 10px;
  min-inline-size: 56px;
  block-size: 56px;
  padding: 0 14px;
  border: 1px solid transparent;
  border-radius: 28px;
  background: var(--accent);
  color: var(--accent-ink);
  box-shadow: 0 4px 12px #10183033, 0 10px 28px #10183040;
  transition: transform .2s;
}
[part=launcher]:hover { transform: translateY(-2px); }
[part=launcher]:focus-visible { outline-offset: 3px; }
.icons { display: grid; }
.icons svg { grid-area: 1 / 1; inline-size: 26px; block-size: 26px; transition: opacity .2s, transform .2s; }
[aria-expanded=false] svg:last-child, [aria-expanded=true] svg:first-child { opacity: 0; transform: rotate(-60deg) scale(.5); }
.label { max-inline-size: min(240px, 100vw - 120px); padding-inline-end: 6px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
.badge { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-inline-size: 22px; padding-inline: 6px; border: 2px solid var(--surface); border-radius: 12px; background: #c4281c; color: #fff; font-size: 12px; font-weight: 700; line-height: 18px; text-align: center; }

[part=teaser] { display: flex; align-items: flex-start; max-inline-size: min(300px, 100vw - 40px); padding: 4px; border: 1px solid transparent; border-radius: 18px; border-end-end-radius: 6px; background: var(--surface); box-shadow: var(--shadow); animation: rise .3s cubic-bezier(.2, .8, .2, 1); }
[part=teaser-open] { flex: 1; min-inline-size: 0; padding-block: 10px; padding-inline: 14px 4px; border: 0; border-radius: 14px; background: none; text-align: start; }
[part=teaser-open] span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; overflow-wrap: anywhere; }
[part=teaser] .plain { inline-size: 32px; block-size: 32px; }
[part=teaser] .plain svg { inline-size: 16px; block-size: 16px; }

[part=panel] {
  inset-block-end: calc(max(var(--foyer-bottom, 20px), env(safe-area-inset-bottom)) + 72px);
  display: flex;
  flex-direction: column;
  inline-size: min(var(--foyer-width, 392px), 100vw - 40px);
  block-size: min(var(--foyer-height, 660px), 100dvh - 116px);
  border: 1px solid transparent;
  border-radius: var(--foyer-radius, 20px);
  background: var(--surface);
  box-shadow: var(--shadow);
  overflow: hidden;
  animation: grow .3s cubic-bezier(.2, .8, .2, 1);
}
:host([inline]) [part=panel] { position: static; inline-size: 100%; block-size: 100%; border-color: var(--line); box-shadow: none; animation: none; }
.header { position: relative; z-index: 1; display: flex; align-items: center; gap: 12px; padding-block: 14px; padding-inline: 18px 12px; border-block-end: 1px solid var(--line); }
.avatar { display: grid; place-items: center; flex: none; inline-size: 40px; block-size: 40px; border-radius: 14px; background: var(--accent); color: var(--accent-ink); font-weight: 650; }
.names { flex: 1; min-inline-size: 0; }
h2 { font-size: 16px; line-height: 1.3; font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.subtitle { color: var(--quiet); font-size: 13px; line-height: 1.35; }
.plain { display: grid; place-items: center; flex: none; inline-size: 40px; block-size: 40px; padding: 0; border: 1px solid transparent; border-radius: 12px; background: none; color: var(--quiet); }
.plain + .plain { margin-inline-start: -8px; }
.plain:hover { background: var(--soft); color: var(--ink); }

.scroller { flex: 1; min-block-size: 0; overflow: auto; overscroll-behavior: contain; padding: 20px 18px; scrollbar-width: thin; }
[part=log], .pending { display: flex; flex-direction: column; gap: 16px; }
[part=log]:not(:empty) + .pending:not(:has(> :only-child[hidden])) { margin-block-start: 16px; }
.message { position: relative; display: flex; flex-direction: column; align-items: flex-start; gap: 8px; animation: rise .3s cubic-bezier(.2, .8, .2, 1); }
.message.still { animation: none; }
[data-author=visitor] { align-items: flex-end; }
[data-author=visitor] + [data-author=visitor], [data-author=agent] + [data-author=agent] { margin-block-start: -8px; }
.speaker { color: var(--quiet); font-size: 12px; margin-block-end: -4px; margin-inline-start: 4px; }
.bubble { max-inline-size: min(88%, 46ch); padding: 10px 14px; border: 1px solid transparent; border-radius: 18px; border-end-start-radius: 6px; background: var(--soft); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.bubble a { color: inherit; }
[data-author=visitor] .bubble { border-end-start-radius: 18px; border-end-end-radius: 6px; background: var(--accent); color: var(--accent-ink); }
[data-author=member] .bubble { background: var(--surface); border-color: var(--edge); }
[data-waiting] .bubble { background: var(--soft); color: var(--ink); border: 1px dashed var(--edge); }
[data-waiting]::after { content: attr(data-waiting); color: var(--quiet); font-size: 12px; margin-block-start: -4px; margin-inline-end: 4px; }
.quiet { align-self: center; max-inline-size: 90%; color: var(--quiet); font-size: 13px; text-align: center; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.state { display: flex; align-items: center; gap: 7px; padding-inline: 4px; border-radius: 8px; color: var(--quiet); font-size: 13px; }
.state svg { inline-size: 18px; block-size: 18px; color: var(--good); stroke-width: 2.5; }
.sent { color: var(--good); font-weight: 600; }

.typing { display: flex; gap: 5px; inline-size: fit-content; padding: 16px; border: 1px solid transparent; border-radius: 18px; border-end-start-radius: 6px; background: var(--soft); }
.typing i { inline-size: 7px; block-size: 7px; border-radius: 50%; background: var(--quiet); animation: breathe 1.2s infinite ease-in-out; }
.typing i:nth-child(2) { animation-delay: .15s; }
.typing i:nth-child(3) { animation-delay: .3s; }

.options { display: flex; flex-wrap: wrap; gap: 8px; }
.message:has(~ [data-author=visitor]) .choices { display: none; }
.option { min-block-size: 40px; padding: 7px 16px; border: 1px solid var(--edge); border-radius: 20px; background: var(--surface); font-weight: 500; text-align: start; overflow-wrap: anywhere; }
.option:hover { background: var(--soft); border-color: var(--ink); }

.card { inline-size: 100%; max-inline-size: 480px; padding: 18px 16px 16px; border: 1px solid var(--line); border-radius: 18px; background: var(--surface); box-shadow: 0 4px 12px #10183014; }
.row { margin-block-end: 14px; }
label { display: block; margin-block-end: 5px; font-size: 13px; font-weight: 600; line-height: 1.4; overflow-wrap: anywhere; }
.optional { color: var(--quiet); font-weight: 400; }
input:not([type=checkbox]), textarea, .country { min-block-size: 44px; border: 1px solid var(--edge); border-radius: 12px; background: var(--surface); font-size: 16px; line-height: 1.4; }
input:not([type=checkbox]), textarea { inline-size: 100%; min-inline-size: 0; padding: 9px 12px; unicode-bidi: plaintext; }
input::placeholder, textarea::placeholder { color: var(--quiet); opacity: 1; }
input:focus-visible, textarea:focus-visible, .country:focus-within { border-color: var(--quiet); outline: 2px solid var(--quiet); outline-offset: -1px; }
input[type=checkbox]:focus-visible { outline-offset: 2px; }
input:read-only:not([type=checkbox]) { background: var(--soft); color: var(--quiet); }
:host(:dir(rtl)) input[dir=ltr] { text-align: end; }
input[aria-invalid=true] { border-color: var(--error); box-shadow: inset 0 0 0 1px var(--error); }
.phone { display: flex; flex-wrap: wrap; gap: 8px; }
.phone input:not([type=checkbox]) { flex: 1 1 140px; inline-size: auto; }
.country { position: relative; display: flex; align-items: center; gap: 4px; padding-inline: 12px 8px; white-space: nowrap; font-variant-numeric: tabular-nums; }
.country svg { inline-size: 16px; block-size: 16px; color: var(--quiet); }
.country select { position: absolute; inset: 0; inline-size: 100%; opacity: 0; font-size: 16px; }
option { background: Canvas; color: CanvasText; }
.tick { display: flex; gap: 10px; align-items: flex-start; min-block-size: 24px; }
.tick input { inline-size: 24px; block-size: 24px; flex: none; margin: -2px 0 0; accent-color: var(--accent); }
.tick label { margin: 0; font-weight: 400; }
.error { margin-block-start: 5px; color: var(--error); font-size: 13px; line-height: 1.4; overflow-wrap: anywhere; }
.error:empty { display: none; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 18px; }
.button { flex: 1 1 96px; min-block-size: 44px; padding: 9px 14px; border: 1px solid var(--edge); border-radius: 12px; background: var(--surface); font-weight: 600; }
.button:hover { background: var(--soft); }
.primary { border-color: transparent; background: var(--accent); color: var(--accent-ink); }
.primary:hover { background: color-mix(in srgb, var(--accent) 90%, var(--ink)); }
.button[aria-disabled=true] { border-color: transparent; background: var(--soft); color: var(--quiet); cursor: progress; }

[part=notice]:not(:empty) { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 12px; margin: 8px 14px 0; padding: 10px 14px; border: 1px solid var(--line); border-radius: 12px; background: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.link { padding: 4px 0; border: 0; background: none; font-weight: 600; text-decoration: underline; }
.writer { display: flex; align-items: flex-end; gap: 8px; padding: 10px 14px max(14px, env(safe-area-inset-bottom)); }
textarea { flex: 1; max-block-size: 148px; margin: 0; border-radius: 22px; padding-inline: 16px; resize: none; field-sizing: content; }
.send { display: grid; place-items: center; flex: none; inline-size: 44px; block-size: 44px; padding: 0; border: 1px solid transparent; border-radius: 50%; background: var(--accent); color: var(--accent-ink); }
textarea:placeholder-shown + .send { background: var(--soft); color: var(--quiet); }

@media (max-width: 480px), (max-height: 460px) {
  :host(:not([inline])) [part=panel] { inset: 0; inline-size: auto; block-size: 100dvh; border: 0; border-radius: 0; }
  :host(:not([inline])) .corner:has([aria-expanded=true]) { display: none; }
  .scroller { padding: 16px 14px; }
}
@keyframes rise { from { opacity: 0; transform: translateY(8px); } }
@keyframes grow { from { opacity: 0; transform: translateY(12px) scale(.97); } }
@keyframes breathe { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; transform: translateY(-2px); } }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .typing i, .avatar { forced-color-adjust: none; background: CanvasText; color: Canvas; }
  input[aria-invalid=true] { outline: 2px solid Mark; }
  [part=launcher], .primary, textarea + .send { background: ButtonText !important; color: ButtonFace !important; forced-color-adjust: none; }
  .button[aria-disabled=true] { background: ButtonFace !important; color: GrayText !important; border-color: GrayText; }
  :focus-visible, .country:focus-within { outline-color: Highlight !important; }
}
@media print { :host { display: none !important; } }
`);

/**
 * The agent's own accent with black or white on it, whichever reads better. The page's own `--foyer-accent` wins.
 *
 * @param {unknown} accent `#rrggbb`; anything else is no colour
 */
export function accentSheet(accent) {
  if (typeof accent !== "string" || !/^#[0-9a-f]{6}$/i.test(accent)) return undefined;
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(accent.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  /* Above this luminance black has the higher contrast (WCAG 2); the better of both is never below 4.5. */
  const ink = 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000" : "#fff";
  const own = new CSSStyleSheet();
  own.replaceSync(`:host(:is(*, [theme], :not([theme=light]))) { --accent: var(--foyer-accent, ${accent}); --accent-ink: var(--foyer-accent-ink, ${ink}); }`);
  return own;
}
