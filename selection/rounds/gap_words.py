"""What is missing, in words with its way out: a line per gap for the page that closes a round, and one sentence for who waits."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, url_for

from scoring.scheme import Part
from selection.i18n import _, _n, language, points, rating
from selection.results.sentences import figure
from selection.rounds.gaps import Gap, Kind
from selection.rounds.scope import RoundScope


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a list: what, why or how, and its way out."""

    title: str
    text: str = ""
    url: str | None = None
    link: str = ""
    context: str = ""


def lines(scope: RoundScope, gaps: Sequence[Gap]) -> list[Line]:
    """A line for each gap, in the order of the engine's candidates and parts."""
    names = {seat.account_id: seat.account.name for seat in scope.procedure.seats}
    return [_line(scope, gap, names) for gap in gaps]


def _line(scope: RoundScope, gap: Gap, names: Mapping[UUID, str]) -> Line:
    if gap.kind == Kind.VERDICT:
        return _verdict(scope, gap)
    if gap.kind == Kind.SHEETS:
        return _sheets(scope, gap, names)
    title, text = {Kind.RATINGS: _ratings, Kind.SPREAD: _spread, Kind.CONSENSUS: _consensus, Kind.SETTLE: _settle}[gap.kind](gap)
    if gap.spot.round.code != scope.round.code:
        return Line(title=title, text=_in_closed_round(gap, text))
    where: dict[str, Any] = {"round_code": gap.spot.round.code, "part_code": gap.spot.part.code, "candidate_id": gap.spot.candidate_id}
    url = url_for("rounds.compare", procedure_id=scope.procedure.id, **where)
    seen = gap.kind != Kind.SETTLE
    return Line(title=title, text=text, url=url if seen else None, link=_("Compare") if seen else "", context=f"{gap.spot.code}, {_named(gap)}")


def _verdict(scope: RoundScope, gap: Gap) -> Line:
    title = _("Candidate %(code)s: the verdict of %(part)s is missing", code=gap.spot.code, part=gap.spot.part.title)
    text = _("HR records suitable or unsuitable, or that the candidate was absent or is exempt.")
    if gap.spot.round.code != scope.round.code:
        text = _in_closed_round(gap, text)
    url = _page(scope, "candidates.show", candidate_id=gap.spot.candidate_id) if scope.hats.hr else None
    return Line(title=title, text=text, url=url, link=_("To the candidate") if url else "", context=gap.spot.code)


def _sheets(scope: RoundScope, gap: Gap, names: Mapping[UUID, str]) -> Line:
    draft, unbegun = _("draft"), _("not started")
    who = [f"{names.get(owing.account_id, '–')} ({draft if owing.begun else unbegun})" for owing in gap.owing]
    title = _n(
        "Candidate %(code)s: one score sheet still to be submitted for %(part)s",
        "Candidate %(code)s: %(num)s score sheets still to be submitted for %(part)s",
        gap.count,
        code=gap.spot.code,
        part=gap.spot.part.title,
    )
    text = ", ".join(who) + ". " + _("Who did not sit is recorded by HR and is then no longer expected.")
    if gap.spot.round.code != scope.round.code:
        return Line(title=title, text=_in_closed_round(gap, text))
    mine = any(owing.account_id == scope.account.id for owing in gap.owing)
    url = _page(scope, "scoresheets.sheet", part_code=gap.spot.part.code, candidate_id=gap.spot.candidate_id) if mine else None
    return Line(title=title, text=text, url=url, link=_("Your own sheet") if url else "", context=gap.spot.code)


def _ratings(gap: Gap) -> tuple[str, str]:
    step = gap.step
    count, required = (int(str(step.figures.get("count", "0"))), int(step.required or "1")) if step is not None else (0, 1)
    values = {"code": gap.spot.code, "criterion": _named(gap)}
    if count == 0:
        title = _("Candidate %(code)s: no rating for %(criterion)s", **values)
    else:
        title = _n("Candidate %(code)s: only one rating for %(criterion)s", "Candidate %(code)s: only %(num)s ratings for %(criterion)s", count, **values)
    needed = _n("One rating is needed.", "%(num)s ratings are needed.", required)
    if gap.criteria:
        return title, needed + " " + _("The panel settles a consensus rating, or the criterion is neutralised for all candidates.")
    return title, needed + " " + _("The panel settles consensus points.")


def _spread(gap: Gap) -> tuple[str, str]:
    figures = gap.step.figures if gap.step is not None else {}
    title = _("Candidate %(code)s: consensus needed for %(criterion)s", code=gap.spot.code, criterion=_named(gap))
    shown = {name: _shown(gap.spot.part, str(figures.get(name, ""))) for name in ("lowest", "highest", "tolerance")}
    return title, _("The ratings lie between %(lowest)s and %(highest)s; the allowed difference is %(tolerance)s.", **shown)


def _consensus(gap: Gap) -> tuple[str, str]:
    title = _("Candidate %(code)s: consensus still to be settled for %(criterion)s", code=gap.spot.code, criterion=_named(gap))
    return title, _("The rules ask for a consensus rating, also where everybody agrees.")


def _settle(gap: Gap) -> tuple[str, str]:
    title = _n(
        "Candidate %(code)s: the panel still has to settle one rating for %(part)s",
        "Candidate %(code)s: the panel still has to settle %(num)s ratings for %(part)s",
        gap.count,
        code=gap.spot.code,
        part=gap.spot.part.title,
    )
    return title, _("Who acts as chair and may read the sheets settles a consensus.")


def _in_closed_round(gap: Gap, text: str) -> str:
    return _("In the closed round “%(round)s”, since something was corrected there.", round=gap.spot.round.title) + " " + text


def _named(gap: Gap) -> str:
    """The criteria by their titles, or the part where it is marked directly."""
    found = [gap.spot.part.criterion(code) for code in gap.criteria]
    return ", ".join(criterion.title for criterion in found if criterion is not None) or gap.spot.part.title


def _shown(part: Part, text: str) -> str:
    if part.is_direct:
        return points(text)
    return rating(text) if part.scale is not None and part.scale.numeric else figure(text, language())


def _page(scope: RoundScope, endpoint: str, **values: Any) -> str | None:
    if endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, procedure_id=scope.procedure.id, **values)


def summary(gaps: Sequence[Gap]) -> str:
    """What is missing in one sentence: one score sheet, two times a consensus; empty when nothing is."""
    counts: Counter[str] = Counter()
    for gap in gaps:
        group = {Kind.VERDICT: "verdict", Kind.SHEETS: "sheets"}.get(gap.kind, "consensus")
        counts[group] += gap.count
    said = []
    if counts["sheets"]:
        said.append(_n("one score sheet", "%(num)s score sheets", counts["sheets"]))
    if counts["consensus"]:
        said.append(_n("one consensus", "%(num)s times a consensus", counts["consensus"]))
    if counts["verdict"]:
        said.append(_n("one verdict", "%(num)s verdicts", counts["verdict"]))
    if not said:
        return ""
    listed = said[0] if len(said) == 1 else _("%(list)s and %(last)s", list=", ".join(said[:-1]), last=said[-1])
    return _("Still missing: %(list)s.", list=listed)
