"""What a form calls each clause on calling and holding an assembly."""

from collections.abc import Mapping
from types import MappingProxyType

from governance.bylaws.member_labels import Label
from governance.words import N_

MEETING_LABELS: Mapping[str, Label] = MappingProxyType(
    {
        "notice.first_days": (N_("Première convocation, en jours pleins"), ""),
        "notice.second_days": (N_("Deuxième convocation, en jours pleins"), ""),
        "notice.channels": (N_("Comment la convocation est envoyée"), ""),
        "notice.documents_days": (N_("Documents envoyés, en jours avant"), N_("Vide : selon la loi.")),
        "notice.email_consent_days": (
            N_("Accord pour le courriel, en jours avant"),
            N_("Vide : selon la loi."),
        ),
        "second_meeting.least_days": (
            N_("Jours au moins après la première"),
            N_("Vide : ceux de la convocation."),
        ),
        "second_meeting.most_days": (N_("Jours au plus après la première"), N_("Vide : selon la loi.")),
        "second_meeting.same_agenda": (N_("Le même ordre du jour"), ""),
        "second_meeting.advance_votes": (N_("Votes déjà envoyés"), ""),
        "second_meeting.proxies_kept": (N_("Les pouvoirs restent valables"), ""),
        "second_meeting.third_call": (N_("Une troisième convocation est possible"), ""),
        "agenda.members_part": (
            N_("Part des sociétaires qui peut ajouter un point"),
            N_("Vide : selon la loi."),
        ),
        "agenda.votes_part": (N_("Part des voix qui peut ajouter un point"), N_("Vide : selon la loi.")),
        "agenda.convene_part": (
            N_("Part des sociétaires qui peut demander une assemblée"),
            N_("Vide : selon la loi."),
        ),
        "agenda.request_days": (
            N_("Dernier jour pour ajouter un point, en jours avant"),
            N_("Vide : selon la loi."),
        ),
        "agenda.may_refuse": (N_("Une demande régulière peut être refusée"), ""),
        "agenda.questions_days": (
            N_("Dernier jour des questions écrites, en jours avant"),
            N_("Vide : selon la loi."),
        ),
        "agenda.off_agenda": (N_("Vote hors de l’ordre du jour"), ""),
        "agenda.off_agenda_part": (N_("Part qui admet un point en séance"), ""),
        "agenda.off_agenda_provisional": (N_("Ce vote attend une confirmation"), ""),
        "agenda.consent_first": (N_("Le consentement est cherché avant le vote"), ""),
        "agenda.annual_months": (
            N_("Assemblée annuelle, en mois après l’exercice"),
            N_("Vide : selon la loi."),
        ),
        "proxies.per_holder": (N_("Pouvoirs par personne, au plus"), N_("Vide : sans limite.")),
        "proxies.members_part": (
            N_("Pouvoirs par personne, en part des sociétaires"),
            N_("Arrondie à l’unité inférieure. Vide : sans limite."),
        ),
        "proxies.members_part_least": (N_("Cette part permet au moins"), ""),
        "proxies.most_votes": (
            N_("Voix par personne, la sienne comprise, au plus"),
            N_("Vide : sans limite."),
        ),
        "proxies.per_college": (N_("Pouvoirs venant d’un même collège, au plus"), N_("Vide : sans limite.")),
        "proxies.same_college": (N_("Dans le même collège seulement"), ""),
        "proxies.holders": (N_("Qui peut recevoir un pouvoir"), ""),
        "proxies.blank": (N_("Pouvoir en blanc"), ""),
        "proxies.blank_split": (N_("Partage des pouvoirs en blanc"), ""),
        "proxies.span_days": (
            N_("Un pouvoir vaut pour deux assemblées, à ces jours d’écart"),
            N_("Vide : selon la loi."),
        ),
        "proxies.deadline_days": (
            N_("Dernier jour pour donner pouvoir, en jours avant"),
            N_("Vide : selon la loi."),
        ),
        "proxies.deadline_hour": (
            N_("Ce jour-là, jusqu’à cette heure (Paris)"),
            N_("De 0 à 23. Vide : toute la journée."),
        ),
        "proxies.late_paper": (N_("Un pouvoir sur papier peut être remis jusqu’à la séance"), ""),
        "blank_split.chair_part": (
            N_("Part du président de l’assemblée"),
            N_("Le reste va aux membres du conseil présents."),
        ),
        "blank_split.rounding": (N_("Pouvoir qui ne se partage pas"), ""),
        "officers.chair": (N_("Qui préside l’assemblée"), ""),
        "officers.tellers": (N_("Qui sont les scrutateurs"), ""),
        "officers.teller_count": (N_("Nombre de scrutateurs"), ""),
        "officers.secretary_may_be_outsider": (N_("Le secrétaire peut ne pas être sociétaire"), ""),
        "officers.chair_deciding_vote": (N_("Voix prépondérante du président de l’assemblée"), ""),
        "officers.minutes_signed_by": (N_("Qui signe le procès-verbal"), ""),
        "remote.hybrid": (
            N_("Participation à distance"),
            N_("Une SA n’a pas besoin de cette clause : la loi la permet depuis 2024."),
        ),
        "remote.hybrid_for_accounts": (N_("Y compris pour l’assemblée sur les comptes"), ""),
        "remote.remote_only": (N_("Assemblée seulement à distance"), ""),
        "remote.remote_only_objection": (
            N_("Part des sociétaires qui peut s’y opposer"),
            N_("Vide : selon la loi."),
        ),
        "remote.electronic_vote": (N_("Vote électronique"), ""),
        "remote.advance_from_notice": (N_("Le vote ouvre dès la convocation"), ""),
        "remote.postal_vote": (N_("Vote par correspondance"), ""),
        "remote.postal_deadline_days": (
            N_("Dernier jour du vote par correspondance, en jours avant"),
            N_("Vide : selon la loi."),
        ),
        "remote.mode_switch": (N_("Qui a voté d’avance peut venir voter autrement"), ""),
        "remote.written_consultation": (N_("Consultation écrite"), ""),
        "remote.written_days": (N_("Jours pour répondre par écrit"), N_("Vide : selon la loi.")),
        "remote.secret_for": (N_("Votes à bulletin secret"), ""),
        "permanent.debate_days": (N_("Durée d’un débat, en jours"), ""),
        "permanent.debate_least": (N_("Durée minimum d’un débat, en jours"), ""),
        "permanent.doubled_on_request": (N_("Durée doublée si un sociétaire le demande"), ""),
        "permanent.vote_days": (N_("Durée du vote, en jours"), N_("Vide : fixée à chaque vote.")),
        "delegates.of": (N_("Délégués de"), ""),
        "delegates.least": (N_("Nombre minimum de délégués"), ""),
        "delegates.in_proportion": (N_("Nombre selon les présents et représentés"), ""),
        "delegates.vote_as_one": (N_("Ils votent comme ceux qui les envoient"), ""),
    }
)
"""By chapter and field: the French label, and help that may be empty."""
