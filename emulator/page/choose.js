// The dialog in which a person chooses one of their chats.
import { by, fullName, make } from "./api.js";
import { t } from "./texts.js";

// Show the chats; `chosen` is called with the one that is picked.
export function chooseChat(chats, chosen) {
  const dialog = by("choosing");
  by("choosing-chats").replaceChildren(...chats.map((chat) =>
    make("button", { type: "button", on: { click: () => { dialog.close(); chosen(chat); } } }, fullName(chat))));
  by("choosing-none").textContent = chats.length ? "" : t("noChats");
  dialog.showModal();
}
