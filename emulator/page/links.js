// Links that Telegram opens by itself: t.me/BOT?start=…, ?startgroup=…&admin=…, ?startchannel=…&admin=…

// What a link asks of the bot: {kind, parameter}; null for a link that leaves Telegram.
export function wayToBot(address, bot) {
  let link;
  try { link = new URL(address); } catch { return null; }
  const isOfBot = link.hostname === "t.me" && link.pathname.slice(1).toLowerCase() === bot.username.toLowerCase();
  if (!isOfBot) return null;
  const admin = (link.searchParams.get("admin") ?? "").replaceAll(" ", "+"); // a plus is a space in a query
  for (const kind of ["startgroup", "startchannel"]) {
    if (link.searchParams.has(kind)) return { kind, parameter: link.searchParams.get(kind), admin };
  }
  return { kind: "start", parameter: link.searchParams.get("start") ?? "" };
}
