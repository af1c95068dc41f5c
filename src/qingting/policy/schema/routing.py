"""routing.yaml: the teams, and which team a complaint goes to."""

from qingting.policy.schema.base import BiText, Clause, Code, Condition, DottedCode, FactValues, Named, Strict, Verification


class Team(Named):
    """A team complaints are routed to."""

    duty: BiText


class RouteExample(Strict):
    """Facts and the team they must go to; `by` names the rule when it is not the rule above."""

    facts: FactValues
    expect: Code
    by: DottedCode | None = None


class RouteRule(Strict):
    """When the condition holds, the complaint goes to the team. The first rule that matches decides."""

    id: DottedCode
    clause: Clause
    team: Code
    when: Condition
    reason: BiText
    examples: tuple[RouteExample, ...] = ()
    status: Verification = "agreed"


class DefaultRoute(Strict):
    """The team of whatever no rule matches."""

    id: DottedCode
    clause: Clause
    team: Code
    reason: BiText
    examples: tuple[RouteExample, ...] = ()


class RoutingFile(Strict):
    """The whole file. Without a default, what no rule matches waits for a person to assign it."""

    clause: Clause
    teams: tuple[Team, ...]
    rules: tuple[RouteRule, ...]
    default: DefaultRoute | None = None

    def all_rules(self) -> tuple[RouteRule | DefaultRoute, ...]:
        """The rules and, last, the default where there is one."""
        return (*self.rules, self.default) if self.default else self.rules
