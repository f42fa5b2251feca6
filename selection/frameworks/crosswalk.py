"""Own rows of the cross-walk: what an organisation says about its competencies, joined to the groups that the product ships. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from vacancies import Crosswalk, Group, Member

STRENGTHS = ("exact", "near", "partial", "touches")


class Link(NamedTuple):
    """One own row without its strength: a competency of one framework, and one of another."""

    framework: str
    competency: str
    other_framework: str
    other_competency: str

    def turned(self) -> "Link":
        """The same row, read from the other side."""
        return Link(self.other_framework, self.other_competency, self.framework, self.competency)


def weakest(one: str | None, other: str | None) -> str | None:
    """Two members of a group are as near to each other as the farther of the two is to the group; None only touches."""
    order = ("exact", "near", "partial", None)
    return max(one, other, key=order.index)


def joined(crosswalk: Crosswalk, links: Mapping[Link, str]) -> Crosswalk:
    """The cross-walk with own rows: each of the two comes into the shipped groups of the other, as near as they are, and they are a group of their own.

    Their own groups stand first: how near two competencies were said to be counts before what a group says.
    """
    groups, pairs = list(crosswalk.groups), []
    for link, word in links.items():
        strength = None if word == "touches" else word
        for one in (link, link.turned()):
            for number, group in enumerate(crosswalk.groups):
                anchor = _member(group, one.other_framework, one.other_competency)
                if anchor is not None:
                    member = Member(framework=one.framework, competency=one.competency, strength=weakest(strength, anchor.strength))
                    groups[number] = _with(groups[number], member)
        first = Member(framework=link.framework, competency=link.competency, strength="exact")
        second = Member(framework=link.other_framework, competency=link.other_competency, strength=strength)
        pairs.append(_with(Group(code="/".join(link), name="", members=(first,), touches=()), second))
    return Crosswalk(groups=(*pairs, *groups))


def _member(group: Group, framework: str, competency: str) -> Member | None:
    return next((one for one in group.members if (one.framework, one.competency) == (framework, competency)), None)


def _with(group: Group, member: Member) -> Group:
    """The group with one member more; the nearest counts where it is there already."""
    there = [one for one in (*group.members, *group.touches) if (one.framework, one.competency) == (member.framework, member.competency)]
    if any(weakest(one.strength, member.strength) == member.strength for one in there):
        return group
    members, touches = (tuple(one for one in listed if one not in there) for listed in (group.members, group.touches))
    if member.strength is None:
        return replace(group, members=members, touches=(*touches, member))
    return replace(group, members=(*members, member), touches=touches)


def seen_from(code: str, links: Iterable[tuple[Link, str]]) -> dict[Link, str]:
    """The own rows about one framework, each read from its side."""
    return {link if link.framework == code else link.turned(): word for link, word in links if code in (link.framework, link.other_framework)}
