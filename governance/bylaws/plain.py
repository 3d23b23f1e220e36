"""Bylaws in plain sentences, article by article: what a member would read of each rule."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from governance.bylaws.clauses import (
    BlankProxy,
    Bylaws,
    Carry,
    Chair,
    Channel,
    MajorityClause,
    Policy,
    Presence,
    QuorumClause,
    QuorumOf,
    ReadAs,
    SecretFor,
    TellerChoice,
    Weighing,
)
from governance.bylaws.plain_clauses import clause_lines
from governance.bylaws.rules import reading_of
from governance.law.legal_forms import FORM_NAMES, MEETING_NAMES, MEETINGS
from governance.law.majority import ANSWER_NAMES
from governance.law.proxies import say_holders
from governance.law.remote import FREE, HYBRID
from governance.law.rule import Said, said, say_at_least, say_more_than, say_part
from governance.words import N_

Line = tuple[str, Said]
NO_NAMES: Mapping[str, str] = MappingProxyType({})

CHANNEL_NAMES = {
    Channel.LETTER: N_("lettre"),
    Channel.REGISTERED_LETTER: N_("lettre recommandée"),
    Channel.EMAIL: N_("courriel, avec l’accord du sociétaire"),
    Channel.HAND: N_("remise en main propre"),
    Channel.GAZETTE: N_("annonce légale"),
}
CARRY_SENTENCES = {
    Carry.SINGLE_BODY: N_("Toutes les voix sont comptées ensemble : un sociétaire, une voix."),
    Carry.PROPORTIONAL: N_(
        "Chaque collège apporte ses points dans la proportion de ses votes : "
        "un collège à 60 %% pour apporte 60 %% de ses points pour."
    ),
    Carry.BLOC: N_("Chaque collège donne tous ses points au choix de sa majorité (%(bloc)s de ses voix)."),
    Carry.DOUBLE_MAJORITY: N_(
        "Il faut à la fois la majorité des points, comptés en proportion, et la majorité des collèges."
    ),
}
POLICY_NAMES = {
    Policy.SHARE_EQUALLY: N_("ses points sont partagés également entre les autres, sans dépasser %(most)s"),
    Policy.SHARE_PRO_RATA: N_(
        "ses points sont partagés entre les autres selon leurs parts, sans dépasser %(most)s"
    ),
    Policy.NEUTRAL: N_("ses points ne comptent pas pour ce vote"),
    Policy.STAYS: N_("ses points restent comptés et pèsent contre"),
}
CHAIR_NAMES = {
    Chair.BOARD_CHAIR: N_("le président du conseil"),
    Chair.MANAGER: N_("un gérant"),
    Chair.PRESIDENT: N_("le président de la société"),
    Chair.ELECTED: N_("une personne élue par l’assemblée"),
}
TELLER_NAMES = {
    TellerChoice.MOST_VOTES: N_("les sociétaires qui ont le plus de voix et qui acceptent"),
    TellerChoice.ASSEMBLY: N_("des sociétaires choisis par l’assemblée"),
}
SECRET_NAMES = {
    SecretFor.ELECTIONS: N_("élections"),
    SecretFor.REMOVALS: N_("révocations"),
    SecretFor.EXCLUSIONS: N_("exclusions"),
    SecretFor.ON_REQUEST: N_("tout vote pour lequel c’est demandé"),
}
BLANK_SENTENCES = {
    BlankProxy.FOLLOWS_BOARD: N_(
        "Un pouvoir en blanc est voté pour les projets du conseil et contre les autres."
    ),
    BlankProxy.SPLIT: N_(
        "Un pouvoir en blanc va au président de l’assemblée ou à un membre du conseil présent."
    ),
    BlankProxy.REFUSED: N_("Un pouvoir en blanc est refusé : il faut désigner une personne."),
}
READ_AS_NAMES = {
    ReadAs.OUT: N_("%(answer)s ne compte pas"),
    ReadAs.BASE: N_("%(answer)s pèse comme un vote contre"),
    ReadAs.FOR: N_("%(answer)s compte comme un vote pour"),
}
QUORUM_NAMES = {
    QuorumOf.HEADS: N_("%(part)s des sociétaires"),
    QuorumOf.POINTS: N_("%(part)s des points de collège"),
    QuorumOf.EACH_COLLEGE: N_("%(part)s des membres de chaque collège"),
    QuorumOf.COLLEGE: N_("%(part)s des membres du collège « %(college)s »"),
}


def sentences(bylaws: Bylaws) -> list[tuple[str, Said]]:
    """Say each rule in one plain sentence, with the number of its article.

    A `Said` gives its French by `str`, or another language by `.text(translate)`.
    """
    return [
        *_identity(bylaws),
        *_colleges(bylaws),
        *_notice(bylaws),
        *_quorum(bylaws),
        *_majority(bylaws),
        *_reading(bylaws),
        *_proxies(bylaws),
        *_officers(bylaws),
        *_board(bylaws),
        *_remote(bylaws),
        *_allocation(bylaws),
        *clause_lines(bylaws),
    ]


def _identity(bylaws: Bylaws) -> Iterator[Line]:
    identity = bylaws.identity
    sentence = N_("%(name)s est une SCIC : %(form)s à capital variable. Siège : %(town)s.")
    form = Said(FORM_NAMES[identity.form])
    yield identity.article, said(sentence, name=identity.name, form=form, town=identity.registered_office)
    listed = N_("Les sociétaires sont de %(count)d catégories : %(names)s.")
    names = tuple(category.name for category in bylaws.categories)
    yield bylaws.categories_article, said(listed, count=len(names), names=names)


def _colleges(bylaws: Bylaws) -> Iterator[Line]:
    colleges = bylaws.colleges
    if not colleges.items:
        yield colleges.article, Said(CARRY_SENTENCES[Carry.SINGLE_BODY])
        return
    total = sum((college.points for college in colleges.items), Fraction(0))
    if not colleges.weigh:
        yield from _seats_only(bylaws)
        return
    one = COLLEGE_SENTENCES[colleges.weighing]
    for college in colleges.items:
        points = str(college.points)
        yield college.article, said(one, name=college.name, points=points, total=str(total))
    bloc = (say_at_least if colleges.bloc_at_least else say_more_than)(colleges.bloc_part)
    yield colleges.article, said(CARRY_SENTENCES[colleges.carry], bloc=bloc)
    most = say_part(colleges.max_college_part)
    missing = (
        (N_("Quand un collège n’a aucun membre, %(policy)s."), colleges.empty_college),
        (N_("Quand personne d’un collège n’est présent ni représenté, %(policy)s."), colleges.absent_college),
        (N_("Quand un collège présent n’exprime aucun vote, %(policy)s."), colleges.silent_college),
    )
    for sentence, policy in missing:
        yield colleges.article, said(sentence, policy=said(POLICY_NAMES[policy], most=most))


COLLEGE_SENTENCES = {
    Weighing.POINTS: N_("Le collège « %(name)s » porte %(points)s points sur %(total)s."),
    Weighing.ONE_VOICE: N_("Le collège « %(name)s » porte une voix, comme les autres."),
    Weighing.MULTIPLIER: N_("Chaque voix du collège « %(name)s » compte %(points)s fois."),
}


def _seats_only(bylaws: Bylaws) -> Iterator[Line]:
    one = N_("Le collège « %(name)s » a des sièges ; il ne pèse pas dans les votes.")
    for college in bylaws.colleges.items:
        yield college.article, said(one, name=college.name)
    yield bylaws.colleges.article, Said(CARRY_SENTENCES[Carry.SINGLE_BODY])


def _notice(bylaws: Bylaws) -> Iterator[Line]:
    notice = bylaws.notice
    sentence = N_(
        "La convocation part au moins %(first)d jours pleins avant l’assemblée, "
        "%(second)d pour une deuxième convocation, par : %(channels)s."
    )
    channels = tuple(Said(CHANNEL_NAMES[channel]) for channel in notice.channels)
    days = {"first": notice.first_days, "second": notice.second_days}
    yield notice.article, said(sentence, channels=channels, **days)


IN_ROOM = N_("%(condition)s, dans la salle")


def _condition(condition: QuorumClause, names: Mapping[str, str]) -> Said:
    college = names.get(condition.college, condition.college)
    whole = said(QUORUM_NAMES[condition.of], part=say_at_least(condition.part), college=college)
    return said(IN_ROOM, condition=whole) if condition.presence is Presence.IN_ROOM else whole


def say_quorum(conditions: tuple[QuorumClause, ...], names: Mapping[str, str] = NO_NAMES) -> Said:
    """Say the conditions of presence of one meeting; `names` gives those of the colleges."""
    if not conditions:
        return Said(N_("aucun quorum de plus que celui de la loi"))
    said_conditions = tuple(_condition(condition, names) for condition in conditions)
    return said(N_("%(conditions)s"), conditions=said_conditions)


def _quorum(bylaws: Bylaws) -> Iterator[Line]:
    sentence = N_("Quorum pour %(meeting)s : %(conditions)s.")
    names = {college.id: college.name for college in bylaws.colleges.items}
    for meeting in MEETINGS:
        conditions = say_quorum(bylaws.quorum.by_meeting.of(*meeting), names)
        named = Said(MEETING_NAMES[meeting])
        yield bylaws.quorum.article, said(sentence, meeting=named, conditions=conditions)


def say_majority(clause: MajorityClause | None) -> Said:
    """Say the majority of one meeting."""
    if clause is None:
        return Said(N_("celle de la loi"))
    part = (say_at_least if clause.at_least else say_more_than)(clause.part)
    return said(N_("%(part)s des voix"), part=part)


def _majority(bylaws: Bylaws) -> Iterator[Line]:
    sentence = N_("Majorité pour %(meeting)s : %(majority)s.")
    for meeting in MEETINGS:
        majority = say_majority(bylaws.majority.by_meeting.of(*meeting))
        yield bylaws.majority.article, said(sentence, meeting=Said(MEETING_NAMES[meeting]), majority=majority)


def _reading(bylaws: Bylaws) -> Iterator[Line]:
    by_law = N_("Pour %(meeting)s, la loi dit comment compter abstentions, blancs, nuls et absents.")
    own = N_("Pour %(meeting)s : %(answers)s.")
    for meeting in MEETINGS:
        named = Said(MEETING_NAMES[meeting])
        clause = bylaws.reading.by_meeting.of(*meeting)
        if clause is None:
            yield bylaws.reading.article, said(by_law, meeting=named)
            continue
        answers = tuple(
            said(READ_AS_NAMES[read_as], answer=Said(ANSWER_NAMES[answer]))
            for answer, read_as in reading_of(clause).items()
        )
        yield bylaws.reading.article, said(own, meeting=named, answers=answers)


def _proxies(bylaws: Bylaws) -> Iterator[Line]:
    proxies = bylaws.proxies
    holders = N_("On peut donner pouvoir à : %(holders)s.")
    yield proxies.article, said(holders, holders=say_holders(proxies.holders))
    if proxies.per_holder is None:
        yield proxies.article, Said(N_("Le nombre de pouvoirs d’une même personne n’est pas limité."))
    else:
        limit = N_("Une même personne reçoit au plus ce nombre de pouvoirs : %(count)d.")
        yield proxies.article, said(limit, count=proxies.per_holder)
    if proxies.same_college:
        yield (
            proxies.article,
            Said(N_("Celui qui reçoit un pouvoir est du même collège que celui qui le donne.")),
        )
    yield proxies.article, Said(BLANK_SENTENCES[proxies.blank])


def _officers(bylaws: Bylaws) -> Iterator[Line]:
    officers = bylaws.officers
    chair = N_("L’assemblée est présidée par %(chair)s. Les scrutateurs sont %(tellers)s.")
    names = {"chair": Said(CHAIR_NAMES[officers.chair]), "tellers": Said(TELLER_NAMES[officers.tellers])}
    yield officers.article, said(chair, **names)
    if officers.chair_deciding_vote:
        yield officers.article, Said(N_("À égalité, le président de l’assemblée a une voix prépondérante."))
    else:
        yield officers.article, Said(N_("À égalité, la résolution est rejetée."))


def _board(bylaws: Bylaws) -> Iterator[Line]:
    if bylaws.board:
        sentence = N_("Le conseil a de %(least)d à %(most)d membres, élus pour %(years)d ans.")
        board = bylaws.board
        yield board.article, said(sentence, least=board.least, most=board.most, years=board.term_years)


def _remote(bylaws: Bylaws) -> Iterator[Line]:
    remote = bylaws.remote
    hybrid = {
        (True, True): N_("On peut participer à distance à toute assemblée."),
        (True, False): N_("On peut participer à distance, sauf à l’assemblée sur les comptes."),
    }
    on_site = N_("On participe à l’assemblée sur place.")
    if HYBRID[bylaws.identity.form].periods[-1].value == FREE:
        on_site = N_("Rien n’est dit de la participation à distance : dans une SA, la loi la permet.")
    yield remote.article, Said(hybrid.get((remote.hybrid, remote.hybrid_for_accounts), on_site))
    if remote.postal_vote:
        yield remote.article, Said(N_("On peut voter par correspondance."))
    if remote.written_consultation:
        yield remote.article, Said(N_("Les sociétaires peuvent être consultés par écrit, sans réunion."))
    if remote.secret_for:
        names = tuple(Said(SECRET_NAMES[what]) for what in remote.secret_for)
        yield remote.article, said(N_("Le vote est secret pour : %(names)s."), names=names)


def _allocation(bylaws: Bylaws) -> Iterator[Line]:
    allocation = bylaws.allocation
    sentence = N_("Après la réserve légale, %(part)s de ce qui reste du résultat va à la réserve statutaire.")
    yield allocation.article, said(sentence, part=say_part(allocation.statutory_reserve_part))
