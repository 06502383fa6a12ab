// A text and its entities as elements. Offsets are UTF-16 units, which is what JavaScript's strings count.
import { make, moment, now } from "./api.js";
import { locale, t } from "./texts.js";

const plain = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
};

export function formatted(text, entities = []) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return within(text, sorted, 0, text.length);
}

// Nodes for text[from, to); `entities` are those that lie inside, outermost first.
function within(text, entities, from, to) {
  const nodes = [];
  let at = from;
  let next = 0;
  while (next < entities.length) {
    const entity = entities[next];
    const end = Math.min(entity.offset + entity.length, to);
    const inner = [];
    for (next += 1; next < entities.length && entities[next].offset < end; next += 1) inner.push(entities[next]);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    nodes.push(element(entity, text.slice(entity.offset, end), within(text, inner, entity.offset, end)));
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function element(entity, text, children) {
  switch (entity.type) {
    case "text_link": return link(entity.url, children);
    case "url": return link(/^\w+:\/\//.test(text) ? text : `http://${text}`, children);
    case "email": return link(`mailto:${text}`, children);
    case "spoiler": return spoiler(children);
    case "expandable_blockquote": return expandable(children);
    case "date_time": return time(entity, text, children);
    case "bot_command": case "hashtag": case "cashtag": return sends(text, children);
    case "pre": return make("pre", { lang: entity.language, tabIndex: 0 }, make("code", {}, ...children));
    default: return make(plain[entity.type] ?? "span", {}, ...children);
  }
}

function link(address, children) {
  const isSafe = /^(https?|mailto):/i.test(address);
  if (!isSafe) return make("span", { title: address }, ...children);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, ...children);
}

function spoiler(children) {
  const shown = make("span", { className: "spoiler", role: "button", tabIndex: 0, "aria-expanded": "false", "aria-label": t("hidden") }, ...children);
  const reveal = () => { shown.setAttribute("aria-expanded", "true"); shown.removeAttribute("aria-label"); };
  shown.addEventListener("click", reveal);
  shown.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    reveal();
  });
  return shown;
}

function expandable(children) {
  const toggle = make("button", { type: "button", "aria-expanded": "false" }, t("more_"));
  const quote = make("blockquote", { className: "expandable" }, make("span", { className: "inner" }, ...children), toggle);
  toggle.addEventListener("click", () => {
    const isOpen = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(isOpen));
    toggle.textContent = t(isOpen ? "less" : "more_");
  });
  return quote;
}

// https://core.telegram.org/bots/api#date-time-entity-formatting: r, or w (weekday), d D (date), t T (time)
function time(entity, text, children) {
  const shape = entity.date_time_format ?? "";
  const options = {};
  if (shape.includes("w")) options.weekday = "long";
  if (shape.includes("d")) options.dateStyle = "short";
  if (shape.includes("D")) options.dateStyle = "long";
  if (shape.includes("t")) options.timeStyle = "short";
  if (shape.includes("T")) options.timeStyle = "medium";
  if (options.weekday && (options.dateStyle || options.timeStyle)) {
    if (options.dateStyle) Object.assign(options, { day: "numeric", month: shape.includes("D") ? "long" : "2-digit", year: "numeric" });
    if (options.timeStyle) Object.assign(options, { hour: "2-digit", minute: "2-digit" }, shape.includes("T") ? { second: "2-digit" } : {});
    delete options.dateStyle;
    delete options.timeStyle;
  }
  const datetime = new Date(entity.unix_time * 1000);
  const full = moment(entity.unix_time, { dateStyle: "full", timeStyle: "short" });
  const content = shape === "" ? children : [shape === "r" ? relative(entity.unix_time) : moment(entity.unix_time, options)];
  return make("time", { className: "moment", dateTime: datetime.toISOString(), title: `${full} (${text})` }, ...content);
}

function relative(seconds) {
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  const gap = seconds - now();
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(gap) >= size) return words.format(Math.round(gap / size), unit);
  }
  return words.format(Math.round(gap), "second");
}

// A command or hashtag in a text is sent when it is clicked; the chat listens for the event.
function sends(text, children) {
  const shown = make("a", { href: "#", role: "button" }, ...children);
  shown.addEventListener("click", (event) => {
    event.preventDefault();
    shown.dispatchEvent(new CustomEvent("say", { bubbles: true, detail: text }));
  });
  return shown;
}
