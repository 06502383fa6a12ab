// The menu of a chat: what a person may do to it and to the bot in it.
import { by, make, post } from "./api.js";
import { t } from "./texts.js";

// `current` gives {chat, thread, select, hooks, me} of the moment the menu is opened.
export function menuOf(current) {
  const close = () => { by("menu").hidden = true; by("more").setAttribute("aria-expanded", "false"); };
  by("more").addEventListener("click", () => {
    if (!by("menu").hidden) return close();
    by("menu").replaceChildren(...entries(current()).map(({ key, act, isDanger }) =>
      make("button", { type: "button", className: isDanger ? "danger" : "", on: { click: () => { close(); act(); by("more").focus(); } } }, t(key))));
    by("menu").hidden = false;
    by("more").setAttribute("aria-expanded", "true");
    return by("menu").querySelector("button")?.focus();
  });
  by("menu").addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); by("more").focus(); } });
  document.addEventListener("click", (event) => { if (!event.target.closest(".options")) close(); });
}

function entries({ chat, thread, select, hooks, me }) {
  const path = `/control/chats/${chat.id}`;
  if (chat.type === "private") {
    if (chat.is_deactivated) return [];
    return [
      chat.is_blocked ? { key: "unblock", act: () => hooks.block(false) } : { key: "block", act: () => hooks.block(true), isDanger: true },
      { key: "deactivate", act: () => post(`${path}/deactivate`), isDanger: true },
    ];
  }
  const set = (status, rest = {}) => () => post(`${path}/bot`, { user_id: me, status, ...rest });
  const isInside = !["left", "kicked"].includes(chat.bot_status);
  const found = [];
  if (!isInside) found.push({ key: "addBot", act: hooks.addBot });
  if (isInside && chat.bot_status !== "administrator") found.push({ key: "promote", act: set("administrator") });
  if (isInside && chat.bot_status !== "member" && chat.type !== "channel") found.push({ key: "demote", act: set("member") });
  if (isInside && chat.bot_status !== "restricted" && chat.type === "supergroup") found.push({ key: "restrict", act: set("restricted", { can_post: false }) });
  if (chat.is_forum) found.push({ key: "topic", act: () => newTopic(path, me) });
  const topic = chat.topics.find((one) => one.thread === thread);
  if (topic) found.push({ key: topic.is_closed ? "reopenTopic" : "closeTopic", act: () => post(`${path}/topics/closed`, { user_id: me, thread, closed: !topic.is_closed }) });
  if (chat.type === "group") found.push({ key: "upgrade", act: async () => select((await post(`${path}/upgrade`)).chat_id) });
  if (isInside) found.push({ key: "removeBot", act: set("kicked"), isDanger: true });
  return found;
}

function newTopic(path, me) {
  const name = window.prompt(t("topicName"));
  if (name) post(`${path}/topics`, { user_id: me, name });
}
