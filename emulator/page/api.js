// The control API, the demo's clock, and small things to build the page with.
import { locale, t } from "./texts.js";

export const by = (id) => document.getElementById(id);

// An element with properties, data-* and aria-* attributes and children. Strings become text nodes, never markup.
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name.includes("-") || name === "role" || name === "lang") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export async function get(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error((await response.json()).error ?? response.statusText);
  return response.json();
}

export async function post(path, body = {}, method = "POST") {
  const isForm = body instanceof FormData;
  const response = await fetch(path, {
    method, body: isForm ? body : JSON.stringify(body), headers: isForm ? {} : { "Content-Type": "application/json" },
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    toast(answer.error ?? response.statusText);
    throw new Error(answer.error);
  }
  return answer;
}

// Show a line for some seconds; what takes it away sooner is returned.
export function toast(text) {
  const shown = make("p", {}, text);
  by("toasts").append(shown);
  setTimeout(() => shown.remove(), Math.max(4000, text.length * 80));
  return () => shown.remove();
}

export function showAlert(text) {
  by("alert-text").textContent = text;
  by("alert").showModal();
}

// The clock: what the demo shows, kept going between two answers of the server.
let clock = { now: Date.now() / 1000, rate: 1, zone: "Asia/Bishkek" };
let heardAt = performance.now();

export function setClock(heard) {
  clock = heard;
  heardAt = performance.now();
}

export const now = () => clock.now + ((performance.now() - heardAt) / 1000) * clock.rate;

export function moment(seconds, options) {
  return new Intl.DateTimeFormat(locale() === "ru" ? "ru-RU" : "en-GB", { timeZone: clock.zone, ...options }).format(new Date(seconds * 1000));
}

export const hour = (seconds) => moment(seconds, { hour: "2-digit", minute: "2-digit" });
export const day = (seconds) => moment(seconds, { weekday: "long", day: "numeric", month: "long" });

export function dayWord(seconds) {
  const shown = day(seconds);
  return shown === day(now()) ? t("today") : shown;
}

export function fullName(chat) {
  return chat.title ?? [chat.first_name, chat.last_name].filter(Boolean).join(" ");
}

export function paintAvatar(element, chat) {
  element.textContent = [...fullName(chat)][0]?.toUpperCase() ?? "?";
  element.dataset.tint = Math.abs(chat.id) % 7;
}
