// The page: which chat is open, what happens in it, and the demo's clock.
import { by, day, fullName, get, hour, make, now, paintAvatar, post, setClock, toast } from "./api.js";
import { chooseChat } from "./choose.js";
import { setUpDrawer, showCall, showFaults } from "./drawer.js";
import { menuOf } from "./menu.js";
import { answered, isAtEnd, showMessages, toEnd } from "./message.js";
import { locale, switchLanguage, t, writeTexts } from "./texts.js";
import { me, setUp, showField, showResults, typeInline } from "./write.js";

let state = { bot: {}, chats: [], faults: [] };
let open = null; // the open chat, whole
let openId = null;
let thread = null;
const unread = new Map();
let typingUntil = 0;
let endOfDawn = () => {}; // takes away the line that says what the new morning brings

const hooks = {
  start: async (parameter, person) => {
    await select(person);
    await post(`/control/chats/${person}/messages`, { user_id: person, text: `/start ${parameter}`.trim() });
  },
  changed: () => draw(false),
  block: (blocked) => post(`/control/chats/${openId}/block`, { blocked }),
  contacts: () => state.chats.filter((chat) => chat.type === "private" && chat.id !== openId),
  addBot: () => post(`/control/chats/${openId}/bot`, { user_id: open.people[0].id, status: open.type === "channel" ? "administrator" : "member" }),
};

async function loadState() {
  state = await get("/control/state");
  setClock(state.clock);
  drawChats();
  showFaults(state.faults);
}

async function loadChat(isNew) {
  const wanted = openId;
  const loaded = await get(`/control/chats/${wanted}`);
  if (wanted !== openId) return;
  open = loaded;
  draw(isNew);
}

function select(id) {
  openId = id;
  thread = null;
  open = null;
  unread.delete(id);
  typingUntil = 0;
  document.body.dataset.view = "chat";
  by("menu").hidden = true;
  drawChats();
  return loadChat(true);
}

function drawChats() {
  by("chats").replaceChildren(...state.chats.map((chat) => {
    const avatar = make("span", { className: "avatar", "aria-hidden": "true" });
    paintAvatar(avatar, chat);
    const count = unread.get(chat.id);
    const button = make(
      "button", { type: "button", "aria-current": String(chat.id === openId), on: { click: () => select(chat.id) } }, avatar,
      make("span", { className: "lines" }, make("span", { className: "name" }, fullName(chat)), make("span", { className: "last" }, lastLine(chat))),
      count ? make("span", { className: "badge" }, String(count)) : null,
    );
    button.dataset.chat = chat.id;
    return make("li", {}, button);
  }));
}

function lastLine(chat) {
  if (chat.is_blocked) return t("blockedShort");
  const text = chat.last?.text ?? chat.last?.caption ?? chat.last?.document?.file_name;
  if (text) return text.replace(/\s+/g, " ").slice(0, 90);
  if (chat.role) return t(chat.role);
  return { private: t("kindPrivate"), channel: t("kindChannel") }[chat.type] ?? t("kindGroup");
}

function draw(isNew) {
  if (!open) return;
  const isPrivate = open.type === "private";
  paintAvatar(by("avatar"), open);
  by("avatar").classList.toggle("bot", isPrivate);
  by("title").textContent = isPrivate ? open.bot_name : fullName(open);
  by("title").title = isPrivate ? open.short_about : "";
  by("subtitle").textContent = subtitle(isPrivate);
  drawTopics();
  const shown = open.messages.filter((message) => !message.only_for || message.only_for === me()).filter((message) => !thread || message.message_thread_id === thread);
  showField(open, state.bot, thread, keyboardOf(open.messages), hooks);
  showMessages(open, shown, { me: me(), isNew, typeInline, bot: state.bot, follow });
  document.title = `${fullName(open)} · Jarchi`;
}

// Follow a link to the bot: in the private chat, or by adding it to a group or channel.
function follow({ kind, parameter, admin }) {
  if (kind === "start") return hooks.start(parameter, me());
  const person = me();
  const fitting = state.chats.filter((chat) => (kind === "startchannel" ? chat.type === "channel" : ["group", "supergroup"].includes(chat.type)));
  return chooseChat(fitting, async (chat) => {
    await post(`/control/chats/${chat.id}/link`, { user_id: person, parameter, admin });
    if (kind === "startgroup") await select(chat.id);
  });
}

function subtitle(isPrivate) {
  const name = fullName(open);
  if (open.is_deactivated) return t("deletedNow");
  if (open.is_blocked) return t("blockedNow", { name });
  return isPrivate ? t("as", { name }) : t("botIs", { status: t(open.bot_status) });
}

function drawTopics() {
  by("topics").hidden = !open.is_forum;
  by("topics").replaceChildren(...[{ thread: null, name: t("general") }, ...open.topics].map((topic) =>
    make("button", { type: "button", "aria-pressed": String(topic.thread === thread), on: { click: () => { thread = topic.thread; draw(true); } } }, topic.is_closed ? `🔒 ${topic.name}` : topic.name)));
}

// What the bot has put up under the field: its last markup that is no inline keyboard. What is to be used once, a
// keyboard or an answer that is waited for, goes with the person's next message.
function keyboardOf(messages) {
  let isUsed = false;
  for (const message of [...messages].reverse()) {
    const markup = message.reply_markup;
    if (markup?.remove_keyboard) return null;
    if (markup?.force_reply) return isUsed ? null : { input_field_placeholder: markup.input_field_placeholder, reply_to: message.message_id };
    if (markup?.keyboard) return isUsed && markup.one_time_keyboard ? null : markup;
    isUsed ||= message.from?.id === openId;
  }
  return null;
}

let isStale = false;
function refresh(event) {
  if (event.kind === "message" && event.chat_id !== openId) unread.set(event.chat_id, (unread.get(event.chat_id) ?? 0) + 1);
  if (event.kind === "message" && event.chat_id === openId) {
    typingUntil = 0;
    endOfDawn();
  }
  if (isStale) return;
  isStale = true;
  setTimeout(async () => {
    isStale = false;
    await Promise.all([loadState(), openId ? loadChat(false) : null]);
  }, 40);
}

function listen() {
  const events = new EventSource("/control/events");
  let isLost = false;
  events.onopen = () => { if (isLost) location.reload(); };
  events.onerror = () => { if (!isLost) toast(t("lost")); isLost = true; };
  events.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.kind === "call") showCall(event.line);
    else if (event.kind === "answer") answered(event);
    else if (event.kind === "inline") showResults(event);
    else if (event.kind === "action") { if (event.chat_id === openId) typingUntil = performance.now() + 5000; tick(); }
    else refresh(event);
  };
}

function tick() {
  by("clock").textContent = hour(now());
  by("day").textContent = day(now());
  const typing = performance.now() < typingUntil ? t("typing", { name: open?.bot_name ?? state.bot.first_name }) : "";
  if (by("typing").textContent !== typing) by("typing").textContent = typing;
}

async function dawn() {
  endOfDawn = toast(t("morningCame"));
  await post("/control/clock", { to: "morning" });
}

function setUpButtons() {
  by("morning").addEventListener("click", dawn);
  by("dawn").addEventListener("click", dawn);
  by("hour").addEventListener("click", () => post("/control/clock", { advance: 3600 }));
  by("down").addEventListener("click", toEnd);
  by("wall").addEventListener("scroll", () => { by("down").hidden = isAtEnd(); }, { passive: true });
  by("back").addEventListener("click", () => { document.body.dataset.view = "list"; by("chats").querySelector("[aria-current=true]")?.focus(); });
  by("language").addEventListener("click", () => { switchLanguage(); speak(); });
  by("add").addEventListener("click", () => by("adding").showModal());
  by("adding-cancel").addEventListener("click", () => by("adding").close());
  by("adding-form").addEventListener("submit", (event) => addChat(new FormData(event.target)));
  menuOf(() => ({ chat: open, thread, select, hooks, me: me() }));
}

async function addChat(form) {
  const [kind, name] = [form.get("kind"), form.get("name").trim()];
  by("adding-form").reset();
  if (kind === "private") {
    const { user_ids: [id] } = await post("/control/people", { first_name: name, language_code: form.get("language") });
    await loadState();
    return select(id);
  }
  const owner = state.chats.find((chat) => chat.type === "private");
  const { chat_id: id } = await post("/control/groups", { title: name, user_id: owner.id, kind: kind === "forum" ? "supergroup" : kind, is_forum: kind === "forum" });
  await loadState();
  return select(id);
}

function speak() {
  writeTexts();
  by("language").textContent = locale() === "ru" ? "EN" : "RU";
  by("language").setAttribute("aria-label", locale() === "ru" ? "English" : "Русский");
  by("messages").replaceChildren();
  drawChats();
  draw(true);
  showFaults(state.faults);
  tick();
}

setUp(hooks);
setUpButtons();
setUpDrawer(loadState);
await loadState();
speak();
for (const line of (await get("/control/journal")).calls) showCall(line);
if (state.chats.length) await select(state.chats[0].id);
listen();
setInterval(tick, 500);
document.body.dataset.ready = "true";
