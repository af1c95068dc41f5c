"""Say in Markdown, in both languages, what each profile and each sheet understands; `docs/howto/import.md` holds exactly this."""

from qingting.console.importing.profile import Profile
from qingting.console.importing.profiles.template import SHEETS
from qingting.kernel.bilingual import Bi


def columns_table(kind: str) -> str:
    """The columns of a sheet of the template. KeyError for an unknown kind."""
    lines = ["| 中文表头 | English heading | 字段 / field | 也认 / also | 说明 / note |", "|---|---|---|---|---|"]
    for column in SHEETS[kind]:
        note = Bi(column.note.zh, column.note.en)
        if column.required:
            note = Bi("；".join(filter(None, ("必填", note.zh))), "; ".join(filter(None, ("required", note.en))))
        cells = (column.title.zh, column.title.en, f"`{column.key}`", "、".join(column.also), _both(note))
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return "\n".join(lines)


def mapping_table(profile: Profile) -> str:
    """Where a profile puts each column of its files."""
    lines = ["| 来源 / source | 字段 / field | 说明 / note |", "|---|---|---|"]
    lines += ["| " + " | ".join(map(_cell, (source, f"`{target}`", _both(note)))) + " |" for source, target, note in profile.mapping]
    return "\n".join(lines)


def _both(text: Bi) -> str:
    return f"{text.zh} / {text.en}" if text.zh else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
