// The drawer: every call of the bot, and trouble on demand.
import { by, make, moment, post } from "./api.js";
import { t } from "./texts.js";

const troubles = {
  latency: { kind: "latency", seconds: 3 },
  error: { kind: "error", status: 500, times: 3 },
  html: { kind: "html", times: 1 },
  drop: { kind: "drop", method: "sendMessage", times: 1 },
  flood: { kind: "flood", seconds: 15 },
};
const kept = 150;

export function setUpDrawer(reload) {
  const toggle = (isOpen) => {
    by("drawer").hidden = !isOpen;
    by("journal").setAttribute("aria-expanded", String(isOpen));
    (isOpen ? by("close") : by("journal")).focus();
  };
  by("journal").addEventListener("click", () => toggle(by("drawer").hidden));
  by("close").addEventListener("click", () => toggle(false));
  by("drawer").addEventListener("keydown", (event) => { if (event.key === "Escape") toggle(false); });
  by("faults").addEventListener("click", async (event) => {
    const key = event.target.dataset?.trouble;
    if (!key) return;
    if (key === "calm") await post("/control/faults", {}, "DELETE");
    else await post("/control/faults", troubles[key]);
    reload();
  });
}

export function showFaults(active) {
  const kinds = new Set(active.map((fault) => fault.kind));
  const focused = document.activeElement?.dataset?.trouble;
  by("faults").replaceChildren(...[...Object.keys(troubles), "calm"].map((key) =>
    make("button", { type: "button", "data-trouble": key, "aria-pressed": String(key === "calm" ? !kinds.size : kinds.has(key)) }, t(key))));
  if (focused) by("faults").querySelector(`[data-trouble="${focused}"]`)?.focus();
}

export function showCall(line) {
  const status = line.ok ? make("span", { className: "ok" }, String(line.status)) : make("span", { className: "refused" }, String(line.status));
  const summary = make("summary", {}, make("time", {}, moment(line.at, { hour: "2-digit", minute: "2-digit", second: "2-digit" })), make("span", { className: "method" }, line.method), status);
  const details = { ...line.parameters };
  for (const name of ["description", "unknown", "fault", "message_id", "took"]) if (line[name] !== undefined) details[`→ ${name}`] = line[name];
  const shown = make("pre", {});
  const opened = { toggle: () => { shown.textContent = JSON.stringify(details, null, 2); } };
  by("calls").prepend(make("li", {}, make("details", { on: opened }, summary, shown)));
  while (by("calls").children.length > kept) by("calls").lastChild.remove();
}
