// The field to write in: commands, reply keyboards, inline mode, files.
import { by, fullName, make, post } from "./api.js";
import { chooseChat } from "./choose.js";
import { t } from "./texts.js";

let chat = null;
let bot = { username: "" };
let thread = null;
let asked = null; // the inline query whose results are shown
let words = ""; // of that query
let go = () => {}; // opens the bot with a start parameter
let early = null; // results that came before the answer to the question itself
let pause = 0;
let answers = null; // the message that the next one answers, as the bot asked for an answer
let contacts = () => [];

export const me = () => (by("writer").value ? Number(by("writer").value) : chat?.id);

export function setUp(hooks) {
  go = hooks.start;
  by("write").addEventListener("submit", (event) => { event.preventDefault(); send(by("text").value); });
  by("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); by("write").requestSubmit(); }
    if (event.key === "Escape") closeLists();
  });
  by("text").addEventListener("input", typed);
  by("slash").addEventListener("click", () => (by("commands").hidden ? offerCommands("") : closeLists()));
  by("attach").addEventListener("click", () => by("file").click());
  by("file").addEventListener("change", upload);
  by("writer").addEventListener("change", hooks.changed);
  document.addEventListener("say", (event) => send(event.detail));
}

export async function send(text, ephemeral = false) {
  if (!text.trim() || !chat) return;
  const message = { user_id: me(), text, ephemeral };
  if (thread) message.thread = thread;
  if (answers) message.reply_to = answers;
  by("text").value = "";
  closeLists();
  grow();
  await post(`/control/chats/${chat.id}/messages`, message).catch(() => { by("text").value = text; });
  by("text").focus();
}

export function typeInline(words) {
  by("text").value = `@${bot.username} ${words}`;
  by("text").focus();
  typed();
}

// Fit the field to a chat: who may write, which keyboard the bot has put up, or a button instead of everything.
export function showField(shown, theBot, theThread, keyboard, hooks) {
  if (chat?.id !== shown.id) by("text").value = "";
  [chat, bot, thread] = [shown, theBot, theThread];
  const people = shown.type === "channel" ? shown.people.slice(0, 1) : shown.people;
  const chosen = by("writer").value;
  by("writer").replaceChildren(...(shown.type === "private" ? [] : people.map((user) => make("option", { value: String(user.id) }, fullName(user)))));
  if (people.some((user) => String(user.id) === chosen)) by("writer").value = chosen;
  by("writer").hidden = people.length < 2 || shown.type === "private";
  const instead = replacement(shown, hooks);
  by("instead").hidden = !instead;
  by("instead").replaceChildren(...(instead ? [instead] : []));
  by("write").hidden = Boolean(instead);
  by("slash").hidden = !shown.commands.length;
  answers = instead ? null : keyboard?.reply_to ?? null;
  contacts = hooks.contacts;
  showKeys(instead ? null : keyboard);
}

function replacement(shown, hooks) {
  if (shown.is_deactivated) return make("p", {}, t("deletedNow"));
  if (shown.is_blocked) return bigButton("unblock", () => hooks.block(false));
  if (shown.type === "private" && !shown.is_started) return bigButton("start", () => send("/start"));
  if (["left", "kicked"].includes(shown.bot_status)) return bigButton("addBot", hooks.addBot);
  return null;
}

const bigButton = (key, act) => make("button", { className: "main", type: "button", on: { click: act } }, t(key));

function showKeys(keyboard) {
  const rows = keyboard?.keyboard ?? [];
  by("keys").hidden = !rows.length;
  by("keys").replaceChildren(...rows.map((row) => make("div", { className: "row" }, ...row.map((key) =>
    make("button", { type: "button", "data-style": key.style, on: { click: () => press(key) } }, key.text)))));
  by("text").placeholder = keyboard?.input_field_placeholder || t("write");
}

async function share(asked) {
  const { chats } = await post("/control/offered", { user_id: me(), request_id: asked.request_id });
  chooseChat(chats, (one) => post(`/control/chats/${one.id}/chosen`, { user_id: me(), request_id: asked.request_id }));
}

function press(key) {
  if (key.request_chat) return share(key.request_chat);
  if (key.request_location) return post(`/control/chats/${chat.id}/location`, { user_id: me(), latitude: 42.87, longitude: 74.59 });
  if (key.request_users) return offerContacts(key.request_users.request_id);
  return send(key.text);
}

function offerContacts(request_id) {
  by("commands").replaceChildren(...contacts().map((person) => make("button", { type: "button", on: { click: () => {
    closeLists();
    post(`/control/chats/${chat.id}/share`, { user_id: me(), request_id, person: person.id });
  } } }, make("b", {}, fullName(person)))));
  by("commands").hidden = !contacts().length;
}

function typed() {
  grow();
  const text = by("text").value;
  const inline = new RegExp(`^@${bot.username}\\s(.*)$`, "is").exec(text);
  clearTimeout(pause);
  if (inline) pause = setTimeout(() => ask(inline[1].trim()), 300);
  else if (/^\/\w*$/.test(text)) offerCommands(text.slice(1));
  else closeLists();
}

function grow() {
  const field = by("text");
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 150)}px`;
}

function offerCommands(start) {
  const fitting = chat.commands.filter((one) => one.command.startsWith(start));
  by("commands").replaceChildren(...fitting.map((one) =>
    make("button", { type: "button", on: { click: () => send(`/${one.command}`, Boolean(one.is_ephemeral)) } }, make("b", {}, `/${one.command}`), make("span", {}, one.description))));
  by("commands").hidden = !fitting.length;
  by("slash").setAttribute("aria-expanded", String(fitting.length > 0));
}

function closeLists() {
  by("commands").hidden = by("results").hidden = true;
  by("slash").setAttribute("aria-expanded", "false");
}

async function ask(typed, offset = "") {
  words = typed;
  asked = (await post("/control/inline", { user_id: me(), text: typed, offset })).query_id;
  if (early?.query_id === asked) showResults(early);
}

export function showResults(event) {
  if (event.query_id !== asked) return void (early = event);
  by("results").replaceChildren(
    ...(event.button ? [make("button", { type: "button", className: "above", on: { click: () => open(event.button) } }, event.button.text)] : []),
    ...event.results.map((result) => make(
      "button", { type: "button", on: { click: () => choose(event.query_id, result.id) } },
      make("b", {}, result.title ?? result.id), make("span", {}, result.description ?? ""),
    )),
    ...(event.next_offset ? [make("button", { type: "button", className: "further", on: { click: () => ask(words, event.next_offset) } }, t("further"))] : []),
  );
  by("results").hidden = !by("results").children.length;
  by("results").scrollTop = 0;
}

function open(button) {
  by("text").value = "";
  closeLists();
  go(button.start_parameter, me());
}

async function choose(query, result) {
  by("text").value = "";
  closeLists();
  await post(`/control/chats/${chat.id}/inline`, { query_id: query, result_id: result });
}

async function upload() {
  const [file] = by("file").files;
  if (!file) return;
  const form = new FormData();
  form.append("user_id", String(me()));
  form.append("caption", by("text").value);
  form.append("file", file);
  by("file").value = "";
  by("text").value = "";
  await post(`/control/chats/${chat.id}/files`, form);
}
