"""The clauses that not every cooperative has, in plain sentences: said only when the bylaws say something."""

from collections.abc import Iterator

from governance.bylaws.clauses import (
    AdvanceVotes,
    BelowMinimum,
    Bylaws,
    CollegeFreeze,
    ListParity,
    OffAgenda,
    RecordDate,
    Renewal,
    Usufruct,
)
from governance.bylaws.electing import majority_of_bylaws
from governance.bylaws.labels import CHOICES
from governance.law.rule import Said, said, say_at_least, say_more_than, say_part
from governance.words import N_

Line = tuple[str, Said]


def choice(value: object) -> Said:
    """Say a choice by its label."""
    return Said(CHOICES[type(value)][value])  # type: ignore[index]


def clause_lines(bylaws: Bylaws) -> list[Line]:
    """Say what these bylaws add about members, colleges, the agenda, proxies, meetings and elections."""
    return [
        *_categories(bylaws),
        *_membership(bylaws),
        *_colleges(bylaws),
        *_calling(bylaws),
        *_agenda(bylaws),
        *_proxies(bylaws),
        *_remote(bylaws),
        *_assemblies(bylaws),
        *_board(bylaws),
        *_elections(bylaws),
    ]


def _lines(article: str, *pairs: tuple[object, Said]) -> Iterator[Line]:
    """Keep the sentences whose clause says something."""
    for value, sentence in pairs:
        if value not in (None, False, ()):
            yield article, sentence


def _categories(bylaws: Bylaws) -> Iterator[Line]:
    for one in bylaws.categories:
        if one.least_capital_part is not None:
            kept = N_("La catégorie « %(name)s » garde %(part)s du capital.")
            yield one.article, said(kept, name=one.name, part=say_at_least(one.least_capital_part))
        if one.for_months is not None:
            stay = N_("On reste dans la catégorie « %(name)s » %(months)d mois au plus.")
            yield one.article, said(stay, name=one.name, months=one.for_months)
        if one.apply_within_months is not None:
            apply = N_(
                "Dans la catégorie « %(name)s », on demande à être sociétaire "
                "dans un délai de %(months)d mois."
            )
            yield one.article, said(apply, name=one.name, months=one.apply_within_months)


def _membership(bylaws: Bylaws) -> Iterator[Line]:
    own = bylaws.membership
    who = N_("Admission d’un sociétaire : %(admitted)s. Exclusion : %(excluded)s.")
    missed = N_(
        "Qui manque %(count)d assemblées ordinaires à la suite, sans être représenté, n’est plus sociétaire."
    )
    usufruct = N_("Parts en usufruit, qui vote : %(who)s.")
    record = N_("On vote si l’on est sociétaire à cette date : %(day)s.")
    frozen = N_("La liste des sociétaires est arrêtée %(days)d jours avant l’assemblée.")
    yield own.article, said(who, admitted=choice(own.admitted_by), excluded=choice(own.excluded_by))
    yield from _lines(
        own.article,
        (own.missed_ends, said(missed, count=own.missed_ends)),
        (own.usufruct is not Usufruct.LAW, said(usufruct, who=choice(own.usufruct))),
        (own.record_date is not RecordDate.MEETING_DAY, said(record, day=choice(own.record_date))),
        (own.list_freeze_days, said(frozen, days=own.list_freeze_days)),
        (own.paid_up_to_vote, Said(N_("Il faut avoir payé ses parts pour voter."))),
    )


def _colleges(bylaws: Bylaws) -> Iterator[Line]:
    own = bylaws.colleges
    names = {college.id: college.name for college in own.items}
    shared = N_("Le collège « %(name)s » ne compte qu’à partir de %(count)d membres.")
    merged = N_("Sous %(count)d membres, le collège « %(name)s » vote avec « %(other)s », points ajoutés.")
    for college in own.items:
        if college.min_members > 1:
            sentence = merged if college.below_min is BelowMinimum.MERGED else shared
            other = names.get(college.merged_into, college.merged_into)
            yield college.article, said(sentence, name=college.name, count=college.min_members, other=other)
        if college.max_part is not None:
            most = N_("Le collège « %(name)s » ne dépasse pas %(part)s des voix.")
            yield college.article, said(most, name=college.name, part=say_part(college.max_part))
    if own.second_round_part is not None:
        again = N_(
            "Dans un collège où aucun côté n’atteint la part demandée, un second tour décide, à %(part)s."
        )
        part = (say_at_least if own.second_round_at_least else say_more_than)(own.second_round_part)
        yield own.article, said(again, part=part)
    assigned = N_("Qui place un sociétaire dans un collège : %(who)s.")
    freeze = N_("Personne ne change de collège avant l’assemblée, à partir de ce moment : %(when)s.")
    yield from _lines(
        own.article,
        (bool(own.items), said(assigned, who=choice(own.assigned_by))),
        (own.change_freeze is not CollegeFreeze.NEVER, said(freeze, when=choice(own.change_freeze))),
        (own.silence_is_for, Said(N_("Un collège qui ne vote pas est compté comme d’accord."))),
        (own.several_per_person, Said(N_("Une personne peut voter dans plusieurs collèges."))),
    )


def _calling(bylaws: Bylaws) -> Iterator[Line]:
    notice, second = bylaws.notice, bylaws.second_meeting
    papers = N_("Les documents partent %(days)d jours avant l’assemblée.")
    least = N_("La deuxième assemblée se tient au moins %(days)d jours après la première.")
    yield from _lines(notice.article, (notice.documents_days, said(papers, days=notice.documents_days)))
    yield from _lines(
        second.article,
        (second.least_days, said(least, days=second.least_days)),
        (second.same_agenda, Said(N_("La deuxième assemblée a le même ordre du jour que la première."))),
        (
            second.advance_votes is AdvanceVotes.RESTARTED,
            Said(N_("Les votes déjà envoyés sont à refaire pour la deuxième assemblée.")),
        ),
        (not second.proxies_kept, Said(N_("Les pouvoirs sont à redonner pour la deuxième assemblée."))),
        (second.third_call, Said(N_("Une troisième convocation est possible."))),
    )
    again = N_(
        "Une résolution qui manque la majorité revient devant une assemblée convoquée sous %(days)d jours."
    )
    days = bylaws.majority.put_again_days
    yield from _lines(bylaws.majority.article, (days, said(again, days=days)))


def _agenda(bylaws: Bylaws) -> Iterator[Line]:
    own = bylaws.agenda
    members = N_(
        "Un point s’ajoute à l’ordre du jour si la demande en est faite par %(part)s des sociétaires."
    )
    votes = N_("Un point s’ajoute à l’ordre du jour si la demande en est faite par %(part)s des voix.")
    convene = N_("Une assemblée est réunie si la demande en est faite par %(part)s des sociétaires.")
    for part, sentence in (
        (own.members_part, members),
        (own.votes_part, votes),
        (own.convene_part, convene),
    ):
        if part is not None:
            yield own.article, said(sentence, part=say_part(part))
    if own.off_agenda is OffAgenda.ADMITTED_BY_VOTE and own.off_agenda_part is not None:
        admitted = N_("Un point hors de l’ordre du jour est voté si %(part)s des voix l’admettent.")
        yield own.article, said(admitted, part=say_at_least(own.off_agenda_part))
    request = N_("Un point se demande au plus tard %(days)d jours avant l’assemblée.")
    yield from _lines(
        own.article,
        (own.request_days, said(request, days=own.request_days)),
        (own.may_refuse, Said(N_("Qui convoque peut refuser un point demandé."))),
        (own.consent_first, Said(N_("On cherche d’abord le consentement ; on vote s’il manque."))),
    )


def _proxies(bylaws: Bylaws) -> Iterator[Line]:
    own = bylaws.proxies
    if own.members_part is not None:
        part = N_(
            "Une même personne reçoit au plus %(part)s des sociétaires en pouvoirs, et au moins %(least)d."
        )
        yield own.article, said(part, part=say_part(own.members_part), least=own.members_part_least)
    votes = N_("Une même personne a au plus %(count)d voix, la sienne comprise.")
    college = N_("Une même personne reçoit d’un même collège au plus ce nombre de pouvoirs : %(count)d.")
    yield from _lines(
        own.article,
        (own.most_votes, said(votes, count=own.most_votes)),
        (own.per_college, said(college, count=own.per_college)),
    )
    if own.blank_split:
        split = N_("Pouvoirs en blanc : %(part)s au président, le reste aux membres du conseil présents.")
        yield own.article, said(split, part=say_part(own.blank_split.chair_part))
    yield from _proxy_terms(bylaws)


def _proxy_terms(bylaws: Bylaws) -> Iterator[Line]:
    own = bylaws.proxies
    if own.deadline_days is not None:
        days_before = {
            0: N_("Un pouvoir se donne en ligne jusqu’au jour de l’assemblée."),
            1: N_("Un pouvoir se donne en ligne jusqu’à la veille de l’assemblée."),
        }.get(own.deadline_days, N_("Un pouvoir se donne en ligne jusqu’à %(days)d jours avant l’assemblée."))
        hour = N_("Ce dernier jour, un pouvoir se donne jusqu’à %(hour)d h, heure de Paris.")
        yield own.article, said(days_before, days=own.deadline_days)
        yield from _lines(
            own.article,
            (own.deadline_hour is not None, said(hour, hour=own.deadline_hour or 0)),
            (not own.late_paper, Said(N_("Un pouvoir sur papier arrive dans le même délai."))),
        )
    if own.span_days is not None:
        span = N_("Un même pouvoir vaut pour deux assemblées à %(days)d jours d’écart au plus.")
        same_day = N_("Un même pouvoir vaut pour deux assemblées le même jour.")
        yield own.article, said(span if own.span_days else same_day, days=own.span_days)


def _remote(bylaws: Bylaws) -> Iterator[Line]:
    own = bylaws.remote
    yield from _lines(
        own.article,
        (own.remote_only, Said(N_("Une assemblée peut se tenir seulement à distance."))),
        (own.advance_from_notice, Said(N_("Le vote ouvre dès l’envoi de la convocation."))),
        (own.mode_switch, Said(N_("Qui a voté d’avance peut venir et voter autrement."))),
    )


def _assemblies(bylaws: Bylaws) -> Iterator[Line]:
    if bylaws.permanent:
        own = bylaws.permanent
        debate = N_(
            "L’assemblée est permanente, sans réunion : "
            "un débat de %(days)d jours (%(least)d au moins), puis un vote."
        )
        yield own.article, said(debate, days=own.debate_days, least=own.debate_least)
    if bylaws.delegates:
        sent = N_("Les sociétaires votent par des délégués de leurs %(of)s, au moins %(least)d pour chacun.")
        yield (
            bylaws.delegates.article,
            said(sent, of=choice(bylaws.delegates.of), least=bylaws.delegates.least),
        )


def _board(bylaws: Bylaws) -> Iterator[Line]:
    own = bylaws.board
    if own is None:
        return
    names = {college.id: college.name for college in bylaws.colleges.items}
    ranged = N_("Sièges du collège « %(name)s » : de %(least)d à %(most)d.")
    open_ended = N_("Sièges du collège « %(name)s » : au moins %(least)d.")
    for seats in own.seats:
        sentence = open_ended if seats.most is None else ranged
        name = names.get(seats.college, seats.college)
        yield own.article, said(sentence, name=name, least=seats.least, most=seats.most)
    renewed = N_("Le conseil se renouvelle %(how)s.")
    yield from _lines(
        own.article,
        (own.renewal is not Renewal.WHOLE, said(renewed, how=choice(own.renewal))),
        (own.leavers_by_lot, Said(N_("Les premiers sortants sont tirés au sort."))),
        (own.weighed, Said(N_("Dans le conseil, les collèges gardent leurs points."))),
        (own.observers, Said(N_("Des observateurs siègent au conseil sans voter."))),
        (own.chair_deciding_vote, Said(N_("À égalité au conseil, la voix de son président l’emporte."))),
    )


def _elections(bylaws: Bylaws) -> Iterator[Line]:
    own, lead = bylaws.elections, bylaws.management
    how = N_("Les élections se font ainsi : %(method)s ; qui élit : %(carry)s.")
    yield own.article, said(how, method=choice(own.method), carry=choice(own.carry))
    for sentence in majority_of_bylaws(own, bylaws.identity.form):
        yield own.article, Said(sentence)
    parity = N_("Sur chaque liste : %(how)s.")
    ties = N_("À égalité entre candidats, dans l’ordre : %(rules)s.")
    since = N_("Pour être candidat, il faut être sociétaire depuis %(months)d mois.")
    term = N_("La direction est nommée pour %(years)d ans.")
    yield from _lines(
        own.article,
        (own.list_parity is not ListParity.NONE, said(parity, how=choice(own.list_parity))),
        (own.ties, said(ties, rules=tuple(choice(rule) for rule in own.ties))),
        (own.member_for_months > 0, said(since, months=own.member_for_months)),
    )
    named = N_("La direction est nommée par %(who)s.")
    yield lead.article, said(named, who=choice(lead.named_by))
    yield from _lines(lead.article, (lead.term_years, said(term, years=lead.term_years)))
