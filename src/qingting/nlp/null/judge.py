"""The engine that knows nothing, for installations that want no suggestions and for tests of everything else."""

from qingting.nlp.facts import harmless_facts
from qingting.nlp.results import Judgement

NAME = "null"
VERSION = "1"


class NullJudge:
    """Finds nothing in anything."""

    def judge(self, text: str) -> Judgement:
        """An empty judgement with anger 1 and calm."""
        return Judgement(
            category=None,
            demands=(),
            risks=(),
            escalation=(),
            bottom_lines=(),
            anger=1,
            emotion="calm",
            promises=(),
            facts=harmless_facts(),
            engine=NAME,
            version=VERSION,
        )
