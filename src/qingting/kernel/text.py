"""What customers write, as data: cleaning for storage, folding for comparison, pairs of characters for search.

Folding puts writings of the same word together: full and half width, upper and lower case, traditional and simplified characters.
It is for comparing only; stored and shown text is never folded.
"""

import re
import struct
import unicodedata
from functools import cache
from importlib import resources

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN_RUNS = re.compile(r"[\W_]+")

# Invisible characters that stand inside words: soft hyphen, joiners, direction marks, variation selectors, byte order mark.
_INVISIBLE = (
    0xAD,
    0x34F,
    0x61C,
    0x180E,
    0xFEFF,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
)

# Writings that the character dictionary keeps apart because their choice depends on the word; people mean the same by them.
_SAME_WORD = {
    "著": "着",
    "瞭": "了",
    "祇": "只",
    "衹": "只",
    "妳": "你",
    "牠": "它",
    "祂": "他",
    "覆": "复",
    "彷": "仿",
    "牴": "抵",
    "阪": "坂",
}

# Every place in Unicode where compatibility form or lower case changes a character.
_FOLDING_BLOCKS = (
    (0x0000, 0x3400),
    (0xA640, 0xAC00),
    (0xF900, 0x10000),
    (0x10400, 0x11000),
    (0x118A0, 0x118C0),
    (0x16E40, 0x16EC0),
    (0x1CCD6, 0x1CCFA),
    (0x1D400, 0x1D800),
    (0x1DF00, 0x1F300),
    (0x1FB00, 0x1FC00),
    (0x2F800, 0x2FA20),
)
_FREQUENT_BLOCKS = ((0x0080, 0x3400), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xFF00, 0x10000))


def clean(text: str) -> str:
    """The text as it can be stored: line ends become LF; NUL, control characters but LF and TAB, and lone surrogates go.

    Everything else stays as the customer wrote it. Cleaning twice changes nothing.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNWANTED.search(text) is None:
        return text
    text = _CONTROLS.sub("", text)
    if _SURROGATE.search(text):  # two halves that belong together become their character, a single half goes
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text


@cache
def _simplified() -> dict[int, str]:
    """Traditional character to its usual simplified one, from the dictionary of OpenCC."""
    lines = resources.files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = {traditional: choices.split(" ")[0] for traditional, _, choices in (line.partition("\t") for line in lines)} | _SAME_WORD
    return {ord(traditional): pairs.get(simplified, simplified) for traditional, simplified in pairs.items() if traditional != simplified}


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """For `str.translate`: every character to its folded form, and the same without forms that are not one character.

    Frequent characters that stay as they are have an entry too: a missing entry costs more than a found one.
    """
    simplified = _simplified()
    free = {code: chr(code) for first, end in _FREQUENT_BLOCKS for code in range(first, end)} | simplified
    for first, end in _FOLDING_BLOCKS:
        for code in range(first, end):
            folded = unicodedata.normalize("NFKC", chr(code)).lower().translate(simplified)
            if folded != chr(code):
                free[code] = folded
    same_length = {code: folded if len(folded) == 1 else chr(code) for code, folded in free.items()}
    return free | dict.fromkeys(_INVISIBLE, ""), same_length


def fold(text: str) -> str:
    """The form in which two writings of the same words are equal (compatibility form, lower case, simplified characters).

    Invisible characters are left out, so the length may change; see `fold_same_length`. Folding twice changes nothing.
    """
    table = _tables()[0]
    folded = text.translate(table)
    while not unicodedata.is_normalized("NFKC", folded):  # a letter with loose accents, half-width kana with loose marks
        folded = unicodedata.normalize("NFKC", folded).translate(table)
    return folded


def fold_same_length(text: str) -> str:
    """Like `fold`, but every code point becomes exactly one code point, so positions found in it hold in the text.

    A character whose folded form is longer (such as ㎡ or ½) and invisible ones stay as they are.
    """
    return text.translate(_tables()[1])


def grams(text: str) -> list[int]:
    """The pairs of neighbouring characters of a text, for an inverted index: distinct, sorted, signed 32-bit numbers.

    The text is folded and cut into runs of letters, digits and ideographs. Every two neighbouring UTF-16 units of a run
    give one number, the first unit in the upper 16 bits. A run of one unit gives nothing.
    """
    runs = _BETWEEN_RUNS.sub("\0", fold(text))
    units = runs.encode("utf-16-be")
    even = len(units) // 4
    odd = (len(units) - 2) // 4 if units else 0
    pairs = {*struct.unpack_from(f">{even}i", units), *(struct.unpack_from(f">{odd}i", units, 2) if odd else ())}
    return sorted(pair for pair in pairs if pair & 0xFFFF and pair & 0xFFFF0000)  # a half of 0 is the cut between two runs


def query_grams(query: str) -> list[int]:
    """The pairs a text must have to contain the words of the query; empty when the query is too short to have any."""
    return grams(query)


def contains(text: str, query: str) -> bool:
    """Whether every word of the query (words parted by white space) stands somewhere in the text, both folded.

    Whatever contains a query has all its `query_grams`, so this confirms what the index found.
    """
    folded = fold(text)
    return all(word in folded for word in fold(query).split())
