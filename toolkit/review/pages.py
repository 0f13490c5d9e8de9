"""The pages of one sitting and what their buttons do, each answered from the desk as it stands at that moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from toolkit.findings import ToolkitError
from toolkit.produce.letters import Drafted, Letters, Verdict
from toolkit.review.door import LARGEST
from toolkit.review.session import Session
from toolkit.show.letters_page import OPEN, Reply, Sitting, kept
from toolkit.show.report_style import face

Fields = Mapping[str, str]
_VERDICTS: Mapping[str, Verdict] = {"yes": "yes", "no": "no", "undone": "undone"}
_REFUSED = {"stale": 409, "held": 409, "issued": 409, "not-found": 404}
_GONE = "This letter is no longer among those to be decided."


class Pages:
    """The list, a letter, and the answers to them."""

    def __init__(self, session: Session, finish: Callable[[], None]) -> None:
        """Serve a session; ``finish`` ends it."""
        self._session = session
        self._finish = finish
        self._path = ""
        self._done = ""

    def app(self) -> Starlette:
        """What answers requests."""
        return Starlette(routes=[
            Route("/", self._list),
            Route("/letter/{mark}", self._letter),
            Route("/letter/{mark}", self._decided, methods=["POST"]),
            Route("/letter/{mark}/own", self._own, methods=["POST"]),
            Route("/faces/{name}", self._face),
            Route("/again", self._again, methods=["POST"]),
            Route("/end", self._end, methods=["POST"]),
        ])  # fmt: skip

    def at(self, path: str) -> None:
        """Be told what the path of every page begins with."""
        self._path = path

    async def _list(self, _: Request) -> Response:
        return await run_in_threadpool(self._listed)

    async def _face(self, request: Request) -> Response:
        found = face(request.path_params["name"])
        return FileResponse(found, media_type="font/ttf") if found else PlainTextResponse("There is nothing here.", 404)

    async def _letter(self, request: Request) -> Response:
        return await run_in_threadpool(self._shown, request.path_params["mark"])

    async def _decided(self, request: Request) -> Response:
        return await self._posted(request, self._decide)

    async def _own(self, request: Request) -> Response:
        return await self._posted(request, self._write)

    async def _again(self, _: Request) -> Response:
        self._session.read_again()
        return self._to("/")

    async def _end(self, _: Request) -> Response:
        page = await run_in_threadpool(lambda: self._sitting().end(self._session.letters()))
        self._finish()
        return HTMLResponse(page)

    async def _posted(self, request: Request, deed: Callable[[str, Fields], Response]) -> Response:
        fields = await _fields(request)
        if fields is None:
            return PlainTextResponse("That cannot be read. Nothing was done.", 400)
        return await run_in_threadpool(deed, request.path_params["mark"], fields)

    def _listed(self, reply: Reply | None = None, status: int = 200) -> Response:
        return self._page(lambda desk: self._sitting().many(desk, reply or self._said()), status)

    def _shown(self, mark: str, reply: Reply | None = None, status: int = 200) -> Response:
        """One letter; one that is gone by now is answered with the list."""

        def made(desk: Letters) -> str:
            one = desk.of(mark)
            if one is None:
                return self._sitting().many(desk, Reply(wrong=_GONE, hint="The registers changed meanwhile."))
            return self._sitting().one(desk, one, self._session.history(one), reply or self._said())

        return self._page(made, status)

    def _page(self, made: Callable[[Letters], str], status: int) -> Response:
        """A page; where the registers cannot be read any more a sentence says so, and the next page tries again."""
        try:
            return HTMLResponse(made(self._session.letters()), status)
        except ToolkitError as error:
            return PlainTextResponse(f"{error.message}\n{error.hint}\n\nThen load this page again.", 503)

    def _decide(self, mark: str, fields: Fields) -> Response:
        """Keep an answer and go on to the next letter that waits; say why where it cannot be kept."""
        verdict = _VERDICTS.get(fields.get("verdict", ""))
        if verdict is None:
            return PlainTextResponse("Say yes, no or hold. Nothing was done.", 400)
        note = fields.get("note", "")
        try:
            self._session.decide(mark, fields.get("words", ""), verdict, fields.get("who", "").strip(), note)
            desk = self._session.letters()
        except ToolkitError as error:
            return self._refused(mark, error, Reply(note=note))
        one = desk.of(mark)
        self._done = kept(verdict, one) if one else ""
        following = _following(desk, mark)
        return self._to(f"/letter/{following.mark}" if following else "/")

    def _write(self, mark: str, fields: Fields) -> Response:
        """Put her own paragraph into a letter and show it again; one that changed meanwhile is shown instead."""
        own = fields.get("own", "")
        try:
            self._session.say(mark, fields.get("words", ""), own)
        except ToolkitError as error:
            return self._refused(mark, error, Reply(own=own))
        self._done = "Your paragraph is in the letter." if own.strip() else "The paragraph is taken out."
        return self._to(f"/letter/{mark}")

    def _refused(self, mark: str, error: ToolkitError, typed: Reply) -> Response:
        """The letter again as it stands now, with why nothing was kept and what she had typed."""
        hint = "This page shows it as it is now. Read it, and decide again." if error.code == "stale" else error.hint
        reply = Reply(wrong=error.message, hint=hint, note=typed.note, own=typed.own)
        return self._shown(mark, reply, _REFUSED.get(error.code, 422))

    def _said(self) -> Reply:
        """What was kept by the answer before, told once."""
        done, self._done = self._done, ""
        return Reply(done=done)

    def _sitting(self) -> Sitting:
        return Sitting(self._session.house, self._path, self._session.who)

    def _to(self, path: str) -> Response:
        return RedirectResponse(f"{self._path}{path}", 303)


def _following(desk: Letters, mark: str) -> Drafted | None:
    """The next letter that waits after this one, from the end again from the beginning."""
    marks = [one.mark for one in desk.drafted]
    at = marks.index(mark) + 1 if mark in marks else 0
    turned = (*desk.drafted[at:], *desk.drafted[:at])
    return next((one for one in turned if one.state in OPEN and one.mark != mark), None)


async def _fields(request: Request) -> Fields | None:
    """The fields of a form; None where it is none of ours."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=20))
    except ValueError:  # no text, or more fields than any form of ours has
        return None
