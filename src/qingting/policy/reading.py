"""Reads one YAML file of a standard and trusts nothing in it.

Plain values only: no aliases, no tags, no second document, no key twice, limits on size, depth and number of values. Only
`true`, `false`, `null` and decimal numbers are anything but text, so that `no`, `12:30` and `2026-01-01` stay what was written.
"""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from qingting.kernel.bilingual import Bi
from qingting.policy.problems import Problem

if TYPE_CHECKING:
    from yaml import SafeLoader as Base
else:
    Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where the wheel has it: ten times as fast

LARGEST_FILE = 1_000_000
DEEPEST = 20
MOST_VALUES = 100_000


class Refused(Exception):
    """The text is not plain YAML of a reasonable size."""

    def __init__(self, text: Bi, todo: Bi) -> None:
        super().__init__(text.en)
        self.text, self.todo = text, todo


class PlainLoader(Base):
    """Text, whole numbers, decimals, true, false, null, lists and mappings; nothing else."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping whose keys are texts, each once."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                raise Refused(
                    Bi(f"第 {key.start_mark.line + 1} 行：名称必须是文字", f"line {key.start_mark.line + 1}: a name must be text"),
                    Bi("给名称加上引号", "put the name in quotes"),
                )
            if key.value in seen:
                raise Refused(
                    Bi(
                        f"第 {key.start_mark.line + 1} 行：“{key.value}”写了两次",
                        f"line {key.start_mark.line + 1}: {key.value!r} is written twice",
                    ),
                    Bi("只留一处", "keep one of them"),
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:~|null|)$", "~n"),
    ("int", r"^-?(?:0|[1-9][0-9]{0,17})$", "-0123456789"),
    ("float", r"^-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}$", "-0123456789"),
):
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), [*_first, *([""] if _tag == "null" else [])])


def _look_over(text: str) -> None:
    """Walk the events before anything is built: a small file must not become a large value."""
    depth = 0
    for values, event in enumerate(yaml.parse(text, Loader=PlainLoader)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused(
                Bi("使用了锚点或别名（& 或 *）", "it uses an anchor or alias (& or *)"), Bi("把内容写全", "write the content out")
            )
        if getattr(event, "tag", None) not in (None, "!"):
            raise Refused(Bi("使用了类型标签（!）", "it uses a type tag (!)"), Bi("去掉标签", "remove the tag"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST or values > MOST_VALUES:
            raise Refused(
                Bi(f"嵌套超过 {DEEPEST} 层或超过 {MOST_VALUES} 个值", f"nested deeper than {DEEPEST} or more than {MOST_VALUES} values"),
                Bi("拆小或简化", "make it smaller or simpler"),
            )


def parse(text: str) -> object:
    """The value of a YAML text. Raises `Refused` with the reason."""
    try:
        _look_over(text)
        return yaml.load(text, Loader=PlainLoader)  # a subclass of the safe loader, stricter than it
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise Refused(
            Bi(f"第 {line} 行不是合法的 YAML", f"line {line} is not valid YAML: {error.problem}"),
            Bi("检查缩进、冒号和引号", "check indent, colon, quotes"),
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Refused(
            Bi("不是合法的 YAML 文字", "not valid YAML text"), Bi("用 UTF-8 重新保存并检查内容", "save it as UTF-8 and check it")
        ) from error


def read(path: Path, name: str) -> tuple[object, list[Problem]]:
    """The value in a file, or the problem that kept it from being read. `name` is what people see."""
    try:
        if not path.is_file():
            return None, [Problem(name, "", Bi("找不到这个文件", "the file is missing"), Bi("补上文件", "add the file"))]
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1000
            return None, [Problem(name, "", Bi(f"文件超过 {limit} KB", f"the file is over {limit} KB"), Bi("拆小", "make it smaller"))]
        return parse(path.read_text(encoding="utf-8-sig")), []
    except Refused as refused:
        return None, [Problem(name, "", refused.text, refused.todo)]
    except UnicodeDecodeError:
        return None, [Problem(name, "", Bi("不是 UTF-8 文字", "not UTF-8 text"), Bi("另存为 UTF-8", "save it as UTF-8"))]
    except OSError as error:
        return None, [Problem(name, "", Bi("读不了这个文件", f"cannot be read: {error.strerror}"), Bi("检查权限", "check its permissions"))]
