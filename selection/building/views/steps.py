"""The steps that are a form: shown as the draft stands, saved as it was typed. A row comes or goes by a button of the same form."""

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from selection.access import actor
from selection.building import actions
from selection.building.matrix import matrix, read_matrix
from selection.building.nodes import Builder, Field, Node, attach, walk
from selection.building.places import options_for
from selection.building.reading import Reader, coded
from selection.building.shape import FORMS
from selection.building.states import Act, require
from selection.building.taking import offers, profile_offer, take
from selection.building.views.scope import Answer, at_bench, blueprint, hold_version, shown
from selection.building.wizard import Bench, next_step, step_url
from selection.i18n import _, _n
from selection.web.answers import done

TAKING = frozenset({"take", "profile", "each"})
_STEP = f"<uuid:draft_id>/<any({','.join(FORMS)}):step>"


@blueprint.get(f"/{_STEP}")
def step(draft_id: UUID, step: str) -> str:
    """One step as it stands, with what is wrong at its field."""
    at = at_bench(draft_id, step)
    nodes = _nodes(at, step, request.args.get("rij", ""))
    told = attach(nodes, at.faults_on(step))
    if step == "competenties":
        chosen = profile_offer(at.source, at.frameworks, request.args.get("profiel", ""), request.args.get("niveau", ""))
        return shown("building/competencies.html", at, nodes=nodes, told=told, offers=offers(at.source, at.frameworks), profile=chosen)
    return shown("building/step.html", at, nodes=nodes, told=told)


@blueprint.post(f"/{_STEP}")
def save_step(draft_id: UUID, step: str) -> Answer:
    """Keep what was typed, whatever it is; then on to the next step, back to the list, or this step with a row more or less."""
    at = at_bench(draft_id, step)
    require(at.draft, Act.SAVE)
    hold_version(at, lambda: _differences(_nodes(at, step)))
    verb, _colon, place = request.form.get("do", "").partition(":")
    form = request.form.to_dict()
    source = coded(Reader(step, form, drop=place if verb == "drop" else "", up=place if verb == "up" else "").source(at.source))
    count = 0
    if verb in TAKING:
        count = take(source, at.frameworks, verb, place, form, request.form.getlist("choose"))
    actions.save(at.draft, actor(), source, step=step)
    here = url_for("building.step", draft_id=draft_id, step=step)
    if verb in TAKING:
        return _taken(count, here)
    if verb == "levels":
        profile, level = f"{place}/{form.get(f'profile:{place}', '')}", form.get(f"level:{place}", "")
        return redirect(f"{url_for('building.step', draft_id=draft_id, step=step, profiel=profile, niveau=level)}#profile-levels", 303)
    if verb == "add":
        return redirect(f"{url_for('building.step', draft_id=draft_id, step=step, rij=place)}#{Node(name=place, label='').id}-new", 303)
    if verb in {"drop", "up"}:
        return redirect(f"{here}#{Node(name=place.rpartition('[')[0], label='').id}", 303)
    return saved(draft_id, step, verb)


def _taken(count: int, here: str) -> Response:
    if not count:
        return done(_("Nothing was added: tick competencies or choose a profile that is not there yet."), here)
    return done(_n("%(num)s competency was added.", "%(num)s competencies were added.", count), here)


def saved(draft_id: UUID, step: str, verb: str) -> Response:
    """Where one goes after saving: the list for `later`, this step for `stay`, else the next one."""
    if verb == "later":
        return done(_("Saved. You find the vacancy in this list."), url_for("building.index"))
    return redirect(step_url(draft_id, step if verb == "stay" else next_step(step)), 303)


def _nodes(at: Bench, step: str, extra: str = "") -> list[Node]:
    return Builder(step, options_for(at.source, at.frameworks), extra=extra).form(at.source)


def _differences(nodes: Sequence[Node]) -> list[tuple[str, str, str]]:
    """Label, what was typed and what is stored, of every field that differs."""
    known = {node.name: node for node in walk(nodes) if isinstance(node, Field) and node.kind != "flag"}
    found = []
    for name, text in request.form.items():
        node = known.get(name)
        stored = node.value if node is not None else ""
        if name not in {"csrf_token", "_key", "version", "do"} and " ".join(text.split()) != " ".join(stored.split()):
            found.append((str(node.label) if node is not None else name, text, stored))
    return found


@blueprint.get("/<uuid:draft_id>/matrix")
def matrix_page(draft_id: UUID) -> str:
    """Which competency is measured in which part, and what is measured nowhere."""
    at = at_bench(draft_id, "matrix")
    return shown("building/matrix.html", at, matrix=matrix(at.source, at.frameworks))


@blueprint.post("/<uuid:draft_id>/matrix")
def save_matrix(draft_id: UUID) -> Answer:
    """Keep ticks and weights."""
    at = at_bench(draft_id, "matrix")
    require(at.draft, Act.SAVE)
    hold_version(at)
    source = read_matrix(at.source, request.form.to_dict(), at.frameworks)
    actions.save(at.draft, actor(), source, step="matrix")
    return saved(draft_id, "matrix", request.form.get("do", ""))
