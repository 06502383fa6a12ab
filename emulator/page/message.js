// One message with its inline keyboard, as an element.
import { by, day, dayWord, fullName, hour, make, post, showAlert, toast } from "./api.js";
import { formatted } from "./format.js";
import { wayToBot } from "./links.js";
import { t } from "./texts.js";

// Presses that wait for the bot: query id → the button. The bot may be quicker than the answer to the press itself.
const waiting = new Map();
const early = new Map();

export function answered(event) {
  const button = waiting.get(event.query_id);
  if (!button) return early.set(event.query_id, event);
  waiting.delete(event.query_id);
  button.removeAttribute("aria-busy");
  if (event.url) toast(t("opened", { url: event.url }));
  if (event.text && event.show_alert) return showAlert(event.text);
  return event.text && toast(event.text);
}

// Bring the list to `messages`, keeping elements that did not change, so that focus and place survive.
export function showMessages(chat, messages, view) {
  const list = by("messages");
  const known = new Map([...list.children].map((element) => [element.dataset.key, element]));
  const wanted = [];
  let lastDay = "";
  if (!messages.length) wanted.push(keyed(known, `about ${chat.about}`, () => make("li", { className: "about" }, chat.about || t(chat.type === "private" ? "welcome" : "empty"))));
  for (const message of messages) {
    const shownDay = day(message.date);
    if (shownDay !== lastDay) wanted.push(keyed(known, `day ${shownDay} ${dayWord(message.date)}`, () => make("li", { className: "day" }, dayWord(message.date))));
    lastDay = shownDay;
    wanted.push(keyed(known, `${view.me} ${JSON.stringify(message)} ${chat.pinned === message.message_id}`, () => item(chat, message, view)));
  }
  const wasAtEnd = isAtEnd();
  const focused = focusedButton(list);
  wanted.forEach((element, at) => {
    if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
  });
  while (list.children.length > wanted.length) list.lastChild.remove();
  focused?.();
  place(list, wasAtEnd, view.isNew);
}

export const isAtEnd = () => by("wall").scrollHeight - by("wall").scrollTop - by("wall").clientHeight < 120;

export function toEnd() {
  by("wall").scrollTop = by("wall").scrollHeight;
}

// Who reads at the end sees a new message from its first line; who reads further up is left in peace.
let newest = 0;
function place(list, wasAtEnd, isNew) {
  const items = [...list.querySelectorAll(".message")];
  const fresh = items.find((element) => Number(element.dataset.id) > newest);
  newest = Math.max(0, ...items.map((element) => Number(element.dataset.id)));
  if (isNew) toEnd();
  else if (fresh && (wasAtEnd || fresh.classList.contains("mine"))) by("wall").scrollTop = fresh.offsetTop - 12;
  else if (wasAtEnd) toEnd();
}

function keyed(known, key, build) {
  const element = known.get(key) ?? build();
  element.dataset.key = key;
  return element;
}

// An edited message is a new element: put the focus back on the same button of it.
function focusedButton(list) {
  const button = document.activeElement;
  const message = button?.closest?.(".message");
  if (!message || !list.contains(message)) return null;
  const place = [...message.querySelectorAll(".inline button")].indexOf(button);
  const id = message.dataset.id;
  return () => {
    if (document.activeElement === button && button.isConnected) return;
    const buttons = list.querySelector(`.message[data-id="${id}"]`)?.querySelectorAll(".inline button");
    buttons?.[Math.min(Math.max(place, 0), buttons.length - 1)]?.focus({ preventScroll: true });
  };
}

function item(chat, message, view) {
  const notice = service(message);
  if (notice) return make("li", { className: "service" }, notice);
  const isMine = message.from && message.from.id === view.me;
  const element = make("li", { className: isMine ? "message mine" : "message" }, bubble(chat, message, isMine, view.me), keyboard(chat, message, view));
  element.dataset.id = message.message_id;
  return element;
}

function bubble(chat, message, isMine, me) {
  const content = make("div", { className: "content" }, ...formatted(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities));
  const marks = [];
  if (message.via_bot) marks.push(t("via", { name: message.via_bot.username }));
  if (chat.pinned === message.message_id) marks.push(`📌 ${t("pinned")}`);
  if (message.only_for) marks.push(`👁 ${t("onlyYou")}`);
  if (message.is_silent) marks.push(`🔕 ${t("silent")}`);
  if (message.edit_date) marks.push(t("edited"));
  const author = fullName(message.from ?? message.sender_chat ?? chat);
  return make(
    "div", { className: "bubble" },
    make("p", { className: isMine ? "author visually" : "author" }, author),
    quoted(message.reply_to_message),
    attachment(chat, message),
    preview(message),
    content,
    reactions(chat, message, me),
    make("p", { className: "meta" }, ...marks.map((mark) => make("span", {}, mark)), make("time", { dateTime: new Date(message.date * 1000).toISOString() }, hour(message.date))),
  );
}

// Those that were given, one of each, and a way to give the most usual one.
function reactions(chat, message, me) {
  const given = message.reactions ?? [];
  const kinds = [...new Set(["👍", ...given.map((one) => one.emoji)])];
  return make("div", { className: "reactions" }, ...kinds.map((emoji) => {
    const count = given.filter((one) => one.emoji === emoji).length;
    const mine = given.some((one) => one.emoji === emoji && one.user_id === me);
    const send = () => post(`/control/chats/${chat.id}/react`, { user_id: me, message_id: message.message_id, emoji: mine ? "" : emoji });
    return make("button", { type: "button", className: count ? "" : "unused", "aria-pressed": String(mine), "aria-label": t("react", { emoji, count: String(count) }), on: { click: send } }, count ? `${emoji} ${count}` : emoji);
  }));
}

function quoted(message) {
  if (!message) return null;
  return make("p", { className: "quoted" }, (message.text ?? message.caption ?? "…").slice(0, 120));
}

// What a client would load of the page is not known here: the card names the page.
function preview(message) {
  const { url, is_disabled: isOff } = message.link_preview_options ?? {};
  if (isOff || !/^https?:\/\//.test(url ?? "")) return null;
  return make("a", { className: "preview", href: url, target: "_blank", rel: "noopener noreferrer" }, new URL(url).host);
}

function attachment(chat, message) {
  const address = `/control/chats/${chat.id}/files/${message.message_id}`;
  if (message.photo) return make("img", { className: "photo", src: address, alt: message.caption || t("photo") });
  if (message.location) return make("p", {}, `📍 ${message.location.latitude}, ${message.location.longitude}`);
  if (!message.document) return null;
  const name = message.document.file_name ?? "file";
  return make(
    "p", { className: "file" },
    make("span", { className: "sign", "aria-hidden": "true" }, "⬇"),
    make("span", {}, make("a", { href: address, download: name, "aria-label": t("download", { name }) }, name), make("small", {}, size(message.document.file_size))),
  );
}

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

function keyboard(chat, message, view) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return make("div", { className: "inline" }, ...rows.map((row) => make("div", { className: "row" }, ...row.map((key) => inlineButton(chat, message, key, view)))));
}

function inlineButton(chat, message, key, view) {
  const button = make("button", { type: "button", "data-style": key.style, disabled: Boolean(key.disabled) }, key.text);
  if (key.url && !wayToBot(key.url, view.bot)) button.classList.add("leaves");
  button.addEventListener("click", () => act(button, chat, message, key, view));
  return button;
}

async function act(button, chat, message, key, view) {
  const way = key.url && wayToBot(key.url, view.bot);
  if (way) view.follow(way);
  else if (key.url) window.open(key.url, "_blank", "noopener,noreferrer");
  else if (key.copy_text) navigator.clipboard.writeText(key.copy_text.text).then(() => toast(t("copied")));
  else if (key.switch_inline_query_current_chat !== undefined) view.typeInline(key.switch_inline_query_current_chat);
  else if (key.switch_inline_query !== undefined) view.typeInline(key.switch_inline_query);
  else if (key.callback_data !== undefined) {
    button.setAttribute("aria-busy", "true");
    const pressed = { user_id: view.me, message_id: message.message_id, data: key.callback_data };
    const { query_id: id } = await post(`/control/chats/${chat.id}/press`, pressed);
    waiting.set(id, button);
    if (early.has(id)) answered(early.get(id));
    early.delete(id);
    setTimeout(() => { waiting.delete(id); button.removeAttribute("aria-busy"); }, 15000);
  }
}

function service(message) {
  const name = (user) => fullName(user);
  if (message.chat_shared) return t("shared", { name: message.chat_shared.title ?? "" });
  if (message.new_chat_members) return t("joined", { name: message.new_chat_members.map(name).join(", ") });
  if (message.left_chat_member) return t("gone", { name: name(message.left_chat_member) });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("upgraded");
  if (message.forum_topic_created) return t("topicOpened", { name: message.forum_topic_created.name });
  if (message.forum_topic_closed) return t("topicClosed");
  if (message.forum_topic_reopened) return t("topicReopened");
  const hasContent = ["text", "caption", "document", "photo", "location"].some((part) => message[part] !== undefined);
  return hasContent ? null : t("service");
}
