"""The files of a standard after reading, before they are known to fit together. A file that could not be read is None."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import BaseModel

from qingting.policy.schema.about import AboutFile
from qingting.policy.schema.calendars import CalendarYear
from qingting.policy.schema.checklists import ChecklistsFile
from qingting.policy.schema.clocks import ClocksFile
from qingting.policy.schema.codes import ChannelsFile, DemandsFile
from qingting.policy.schema.followup import FollowupFile
from qingting.policy.schema.grades import GradesFile
from qingting.policy.schema.guards import GuardsFile
from qingting.policy.schema.intake import IntakeFile
from qingting.policy.schema.portal import Portal
from qingting.policy.schema.roles import RolesFile
from qingting.policy.schema.routing import RoutingFile
from qingting.policy.schema.scripts import ScriptsFile
from qingting.policy.schema.standard import Standard
from qingting.policy.schema.taxonomy import TaxonomyFile

FILES: dict[str, type[BaseModel]] = {
    "standard": AboutFile,
    "grades": GradesFile,
    "clocks": ClocksFile,
    "taxonomy": TaxonomyFile,
    "demands": DemandsFile,
    "channels": ChannelsFile,
    "routing": RoutingFile,
    "guards": GuardsFile,
    "roles": RolesFile,
    "checklists": ChecklistsFile,
    "scripts": ScriptsFile,
    "followup": FollowupFile,
    "intake": IntakeFile,
    "portal": Portal,
}
"""The files of a standard, named as on disk without `.yaml`, and what each must look like."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The files read so far; the code lists below are None while their file is unreadable."""

    standard: AboutFile | None = None
    grades: GradesFile | None = None
    clocks: ClocksFile | None = None
    taxonomy: TaxonomyFile | None = None
    demands: DemandsFile | None = None
    channels: ChannelsFile | None = None
    routing: RoutingFile | None = None
    guards: GuardsFile | None = None
    roles: RolesFile | None = None
    checklists: ChecklistsFile | None = None
    scripts: ScriptsFile | None = None
    followup: FollowupFile | None = None
    intake: IntakeFile | None = None
    portal: Portal | None = None
    calendars: tuple[CalendarYear, ...] = ()

    def codes(self, of: str) -> Collection[str] | None:
        """The codes of `grades`, `categories`, `top_categories`, `channels`, `demands` or `teams`; None when not readable."""
        if of == "grades" and self.grades:
            return [grade.code for grade in self.grades.grades]
        if of in ("categories", "top_categories") and self.taxonomy:
            return [category.code for category in self.taxonomy.categories if of == "categories" or category.parent is None]
        if of == "channels" and self.channels:
            return [channel.code for channel in self.channels.channels]
        if of == "demands" and self.demands:
            return [demand.code for demand in self.demands.demands]
        if of == "teams" and self.routing:
            return [team.code for team in self.routing.teams]
        return None


def assemble(parts: Parts) -> Standard | None:
    """The standard made of its files, or None when one of them is missing."""
    about, grades, clocks, taxonomy, demands, channels = (
        parts.standard,
        parts.grades,
        parts.clocks,
        parts.taxonomy,
        parts.demands,
        parts.channels,
    )
    routing, guards, roles, checklists, scripts = parts.routing, parts.guards, parts.roles, parts.checklists, parts.scripts
    followup, intake, portal = parts.followup, parts.intake, parts.portal
    if not (about and grades and clocks and taxonomy and demands and channels and routing and guards and roles):
        return None
    if not (checklists and scripts and followup and intake and portal):
        return None
    return Standard(
        version=about.version,
        title=about.title,
        effective_from=about.effective_from,
        organisation_zone=about.organisation_zone,
        purpose=about.purpose,
        hours=about.hours,
        kinds=about.kinds,
        principles=about.principles,
        chapters=about.chapters,
        section_clauses={name: getattr(parts, name).clause for name in FILES if name != "standard"},
        grades=grades.grades,
        grade_rules=grades.rules,
        grade_default=grades.default,
        score=grades.score,
        clocks=clocks.clocks,
        categories=taxonomy.categories,
        category_other=taxonomy.other,
        demands=demands.demands,
        channels=channels.channels,
        teams=routing.teams,
        routing=routing.rules,
        routing_default=routing.default,
        guards=guards.guards,
        roles=roles.roles,
        levels=roles.levels,
        checklists=checklists.items,
        steps=scripts.steps,
        scripts=scripts.scripts,
        banned=scripts.banned,
        followup=followup.visits,
        mandatory=intake.mandatory,
        judging_note=intake.judging_note,
        judging_words=intake.judging_words,
        portal=portal,
        calendars=parts.calendars,
    )
