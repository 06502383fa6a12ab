"""The files of the chat page, read once and cached."""

from pathlib import Path

from aiohttp import web

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def routes() -> list[web.RouteDef]:
    """Return the routes: GET / is the page, GET /page/NAME a file of the page."""
    folder = Path(__file__).parent
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in TYPES}

    def answer(name: str) -> web.Response:
        if name not in files:
            raise web.HTTPNotFound(text="No such file.")
        kind = TYPES[Path(name).suffix]
        return web.Response(body=files[name], content_type=kind, charset="utf-8", headers={"Cache-Control": "no-cache"})

    async def page(_: web.Request) -> web.Response:
        return answer("index.html")

    async def file(request: web.Request) -> web.Response:
        return answer(request.match_info["name"])

    return [web.get("/", page), web.get("/page/{name}", file)]
