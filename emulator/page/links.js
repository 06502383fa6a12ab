// Links that Telegram opens by itself: t.me/BOT?start=…

// What a link asks of the bot: {kind, parameter}; null for a link that leaves Telegram.
export function wayToBot(address, bot) {
  let link;
  try { link = new URL(address); } catch { return null; }
  const isOfBot = link.hostname === "t.me" && link.pathname.slice(1).toLowerCase() === bot.username.toLowerCase();
  if (!isOfBot) return null;
  return { kind: "start", parameter: link.searchParams.get("start") ?? "" };
}
