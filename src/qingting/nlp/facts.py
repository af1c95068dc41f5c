"""The flat facts a text yields for the conditions of the handling standard."""

# Ordered from harmless to gravest; a text has the gravest level it asserts.
HARM_LEVELS = ("none", "discomfort", "injury", "fire", "life_threatening")

# How far an escalation has gone, ordered.
STAGES = ("none", "mention", "threat", "done")

TRUTHS = (
    "court",
    "media",
    "regulator",
    "platform",
    "third_party",
    "negative_post",
    "group",
    "minors",
    "self_harm",
    "data_leak",
    "fraud",
    "corporate_crisis",
    "repeat_mentioned",
)


def harmless_facts() -> dict[str, object]:
    """The facts of a text that says nothing: every name is present with its harmless value.

    affected_count counts the writer, so it is 1. amount_fen is integer fen or None. demands, risks and escalation hold codes.
    """
    return {
        "harm": "none",
        **dict.fromkeys(TRUTHS, False),
        "court_stage": "none",
        "media_stage": "none",
        "regulator_stage": "none",
        "affected_count": 1,
        "amount_fen": None,
        "anger": 1,
        "demands": [],
        "risks": [],
        "escalation": [],
    }
