"""The standard for people: a Markdown document in one language, made from the data and from nothing else."""

from pathlib import Path

from qingting.policy.readable.chapters import SECTIONS
from qingting.policy.readable.words import Page
from qingting.policy.schema.standard import Standard

LANGUAGES = ("zh", "en")


def readable(standard: Standard, lang: str) -> str:
    """The whole standard as Markdown in "zh" or "en"."""
    page = Page(standard, lang)
    page.line(f"# {page.say(standard.title)} {standard.version}")
    page.line(page.pick("本文由处理规范的数据生成，不直接修改。", "Made from the data of the standard; not edited by hand."), quote=True)
    page.line(page.say(standard.purpose))
    start, until = page.pick("自", "In force from "), page.pick("起施行。", ".")
    page.line(f"{start}{standard.effective_from.isoformat()}{until}")
    mark = page.pick("标有“待核实”的是可以修改的默认值。", "What is marked “to verify” is a default that may be changed.")
    page.line(mark)
    for chapter in standard.chapters:
        page.heading(2, f"{chapter.number} {page.say(chapter.title)}")
        page.line(page.say(chapter.intro))
        for principle in standard.principles:
            if principle.clause.split(".")[0] == chapter.number:
                page.line(f"**{principle.clause} {page.say(principle.title)}** {page.say(principle.text)}")
        for file, section in SECTIONS.items():
            if standard.section_clauses[file].split(".")[0] == chapter.number:
                section(page)
    return page.text()


def write_readable(standard: Standard, folder: Path) -> list[Path]:
    """Writes the document in both languages as `handling_standard.<lang>.md`; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for lang in LANGUAGES:
        path = folder / f"handling_standard.{lang}.md"
        path.write_text(readable(standard, lang), encoding="utf-8")
        paths.append(path)
    return paths
