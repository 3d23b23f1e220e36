"""Each type of act as a sentence, filled with what its line says."""

import re
from collections.abc import Mapping
from typing import Any

from governance.actors import ROLE_NAMES, Role
from governance.words import N_
from web.i18n import gettext, number

SENTENCES: Mapping[str, str] = {
    "register.import": N_("Un fichier de sociétaires a été appliqué au registre."),
    "member.add": N_("Un sociétaire a été inscrit au registre."),
    "shares.move": N_("Un mouvement de parts a été inscrit au registre sous le n° %(sequence)s."),
    "member.change": N_("La fiche d’un sociétaire a été modifiée."),
    "request.open": N_("Une demande pour l’ordre du jour a été écrite."),
    "request.support": N_("Un sociétaire soutient une demande pour l’ordre du jour."),
    "request.leave": N_("Un sociétaire ne soutient plus une demande pour l’ordre du jour."),
    "request.send": N_("Une demande pour l’ordre du jour a été envoyée au secrétariat."),
    "request.withdraw": N_("Une demande pour l’ordre du jour a été retirée."),
    "request.record": N_("Une demande pour l’ordre du jour, reçue par lettre, a été enregistrée."),
    "request.accept": N_("Une demande de sociétaires a été inscrite à l’ordre du jour."),
    "request.refuse": N_("Une demande pour l’ordre du jour n’a pas été retenue."),
    "nonvoter.begin": N_("Une personne à convoquer avec les sociétaires, sans vote, a été inscrite."),
    "nonvoter.end": N_("La fin d’une personne convoquée sans vote a été inscrite."),
    "nonvoter.call": N_("Une personne a été convoquée avec les sociétaires, sans vote."),
    "question.ask": N_("Un sociétaire a posé une question écrite."),
    "question.answer": N_("Une question écrite a reçu sa réponse."),
    "letter.post": N_("Une lettre a été notée comme postée."),
    "missed.warn": N_("Un sociétaire absent à %(missed)s assemblées a été prévenu."),
    "missed.summon": N_("Un sociétaire absent à %(missed)s assemblées a été invité à s’expliquer."),
    "missed.hear": N_("Ce qu’un sociétaire absent a dit, ou son silence, a été noté."),
    "missed.keep": N_("Il a été décidé de garder un sociétaire absent à %(missed)s assemblées."),
    "missed.end": N_("La qualité d’un sociétaire absent à %(missed)s assemblées prend fin, par décision."),
    "structure.describe": N_("Ce qui est connu d’une structure a été enregistré."),
    "activity.host": N_("Une activité hébergée a été inscrite."),
    "activity.person": N_("Un entrepreneur a été inscrit dans une activité."),
    "activity.exit": N_("La sortie d’une activité a été préparée."),
    "activity.exit_correct": N_("La sortie d’une activité a été corrigée."),
    "activity.exit_cancel": N_("La sortie d’une activité, préparée par erreur, a été annulée."),
    "activity.task": N_("Une étape d’une sortie a été notée comme faite."),
    "activity.task_erase": N_("Ce qui était noté d’une étape d’une sortie a été effacé."),
    "activity.structure": N_("Une structure a été reliée à l’activité dont elle est née."),
    "activity.untie": N_("Une structure, reliée par erreur à une activité, en a été déliée."),
    "service.offer": N_("Un service a été ajouté au catalogue."),
    "service.take": N_("Une structure prend un service."),
    "service.stop": N_("Une structure a cessé de prendre un service."),
    "contribution.rate": N_("Un taux de contribution a été enregistré."),
    "contribution.declare": N_("La base d’une contribution a été déclarée."),
    "structure.import": N_("Un fichier de structures a été appliqué au registre."),
    "structure.jobs": N_("Les emplois d’une structure ont été déclarés (%(year)s)."),
    "agreement.template": N_("Une version d’un modèle de convention a été gardée."),
    "agreement.draft": N_("Le projet d’une convention ou d’un avenant a été préparé."),
    "agreement.edit": N_("Le projet d’une convention ou d’un avenant a été modifié."),
    "agreement.drop": N_("Le projet d’une convention ou d’un avenant a été abandonné."),
    "agreement.sign": N_("La signature manuscrite d’une convention a été inscrite : son texte est figé."),
    "agreement.amend": N_("La signature manuscrite d’un avenant a été inscrite : son texte est figé."),
    "agreement.scan": N_("Le scan d’un accord signé a été gardé."),
    "agreement.objective": N_("Un objectif d’une convention a été inscrit."),
    "agreement.settle": N_("Un objectif d’une convention a été clos."),
    "agreement.meeting": N_("Une rencontre autour d’une convention a été notée."),
    "agreement.share": N_("Les notes d’une rencontre ont été partagées avec la structure."),
    "agreement.tell": N_("Le choix de rappeler une échéance à une structure a été enregistré."),
    "agreement.seen": N_("Une structure a dit avoir vu une convention, ou les notes d’une rencontre."),
    "reminder.planned": N_("Des rappels partent par courriel : %(count)s."),
    "agreement.end": N_("La fin d’une convention avant son terme a été inscrite."),
    "mandate.begin": N_("Le mandat d’un représentant d’une structure a été inscrit."),
    "mandate.end": N_("La fin du mandat d’un représentant d’une structure a été inscrite."),
    "mandate.withdraw": N_("Le mandat d’un représentant, inscrit par erreur, a été retiré."),
    "mandate.prevent": N_("Le titulaire d’une structure a été noté empêché : un suppléant agit."),
    "mandate.unprevent": N_("L’empêchement du titulaire d’une structure a été levé."),
    "mandate.proof": N_("La preuve d’un mandat a été gardée."),
    "event.prepare": N_("Une rencontre a été préparée."),
    "event.change": N_("Une rencontre a été modifiée."),
    "event.invite": N_("Des sociétaires ont été invités à une rencontre (%(members)s)."),
    "event.share": N_("Une rencontre a été ouverte aux coopératives d’un groupe."),
    "event.join": N_("La rencontre d’une autre coopérative du groupe a été rejointe."),
    "event.mail": N_("Des courriels d’une rencontre ont été renvoyés."),
    "event.answer": N_("Un sociétaire a répondu à une invitation."),
    "event.came": N_("Des sociétaires ont été notés présents à une rencontre : %(members)s."),
    "event.came_not": N_("Une présence à une rencontre a été retirée."),
    "event.cancel": N_("Une rencontre a été annulée."),
    "event.close": N_("La liste de présence d’une rencontre a été close."),
    "tie.begin": N_("Un lien de capital avec une structure a été inscrit."),
    "tie.end": N_("La fin d’un lien de capital a été inscrite."),
    "assembly.convene_others": N_(
        "Des sociétaires admis depuis le départ des convocations ont été convoqués."
    ),
    "tie.withdraw": N_("Un lien de capital inscrit par erreur a été retiré."),
    "group.begin": N_("Un groupe de coopératives a été créé."),
    "group.invite": N_("Une autre coopérative a été invitée dans un groupe."),
    "group.withdraw": N_("Une invitation dans un groupe a été retirée."),
    "group.join": N_("La coopérative a accepté d’entrer dans un groupe."),
    "group.refuse": N_("La coopérative a refusé d’entrer dans un groupe."),
    "group.leave": N_("La sortie d’un groupe a été inscrite."),
    "shared.propose": N_("Une résolution commune a été proposée (coopératives : %(asked)s)."),
    "shared.rewrite": N_("Le texte d’une résolution commune a été réécrit (version %(version)s)."),
    "shared.take": N_("Une résolution commune a été mise à un ordre du jour."),
    "shared.decline": N_("Une résolution commune a été refusée."),
    "member_invited": N_("Un sociétaire a été invité à relier son compte."),
    "member_linked": N_("Un compte a été relié à un sociétaire."),
    "bylaws.adopt": N_("Une version des statuts a été enregistrée."),
    "bylaws.draft": N_("Un projet de statuts a été commencé."),
    "bylaws.put": N_("Un projet de statuts a été inscrit à l’ordre du jour."),
    "bylaws.abandon": N_("Un projet de statuts a été abandonné."),
    "assembly.create": N_("Une assemblée a été créée."),
    "outside.begin": N_("Une part d’une entreprise non sociétaire a été prise : %(part)s."),
    "outside.end": N_("La part d’une entreprise non sociétaire a été rendue, le %(until)s."),
    "outside.withdraw": N_("La part d’une entreprise non sociétaire, inscrite par erreur, a été retirée."),
    "assembly.call_again": N_(
        "Une deuxième convocation a été préparée : %(items)s points, %(papers)s documents, "
        "%(proxies)s pouvoirs repris."
    ),
    "assembly.change": N_("Les réglages ou le bureau de l’assemblée ont été modifiés."),
    "assembly.convene": N_(
        "Les sociétaires ont été convoqués : %(by_email)s par courriel, %(by_letter)s par lettre."
    ),
    "assembly.open": N_("La séance a été ouverte."),
    "assembly.close": N_("La séance a été close."),
    "assembly.cancel": N_("L’assemblée a été annulée."),
    "board.write": N_("Une personne a été inscrite au conseil."),
    "board.end": N_("La fin d’un mandat au conseil a été écrite, le %(left_on)s."),
    "board.draw": N_("Les sortants du conseil ont été tirés au sort : %(count)s. Graine : %(seed)s."),
    "board.elect": N_("Des élus ont été inscrits au conseil : %(count)s."),
    "election.way": N_("Le mode de scrutin d’un point a été choisi."),
    "election.set": N_("Les réglages d’une élection ont été changés."),
    "candidate.add": N_("Une candidature a été ajoutée."),
    "candidate.change": N_("Une candidature a été corrigée."),
    "candidate.withdraw": N_("Une candidature a été retirée."),
    "agenda.add": N_("Un point a été ajouté à l’ordre du jour."),
    "agenda.change": N_("Un point de l’ordre du jour a été modifié."),
    "agenda.move": N_("Un point de l’ordre du jour a été déplacé."),
    "agenda.remove": N_("Un point a été retiré de l’ordre du jour."),
    "paper.add": N_("Un document a été joint à l’assemblée."),
    "paper.remove": N_("Un document a été retiré de l’assemblée."),
    "notice.sent": N_("Des convocations ont été envoyées, imprimées ou postées."),
    "proxy.give": N_("Un sociétaire a donné pouvoir à un autre."),
    "proxy.end": N_("Un pouvoir a pris fin."),
    "member.voice": N_("Une voix a été donnée à une personne dans un autre collège."),
    "member.voice_end": N_("Une voix d’une personne dans un autre collège a pris fin."),
    "proxy.share": N_("Des pouvoirs en blanc ont été partagés : une personne en a reçu."),
    "postal.record": N_("Un formulaire de vote par correspondance reçu a été enregistré."),
    "postal.answer": N_("Ce que dit un formulaire par correspondance d’une élection a été enregistré."),
    "postal.withdraw": N_("Un formulaire de vote par correspondance a été retiré : il ne compte pas."),
    "attend.in": N_("Un sociétaire a été noté présent."),
    "attend.out": N_("Un sociétaire a été noté parti."),
    "interest.write": N_("Un sociétaire a été noté intéressé à une résolution : il n’y vote pas."),
    "interest.withdraw": N_("Un sociétaire n’est plus noté intéressé à une résolution."),
    "poll.open": N_("Un scrutin a été ouvert : la liste des inscrits et les règles sont figées."),
    "poll.close": N_("Un scrutin a été fermé : aucun bulletin n’y entre plus."),
    "poll.annul": N_("Un scrutin a été annulé : ses bulletins ne sont pas comptés."),
    "vote.open": N_("Un bulletin nominatif a été déposé dans l’urne."),
    "result.declare": N_("Un résultat a été déclaré."),
    "minutes.edit": N_("Le texte du procès-verbal a été enregistré (version %(revision)s)."),
    "minutes.sign": N_("Le procès-verbal a été signé et inscrit au registre sous le n° %(number)s."),
    "role.grant": N_("Un rôle a été donné."),
    "role.revoke": N_("Un rôle a été retiré."),
    "role.offer": N_("Un lien personnel qui donne un rôle a été préparé."),
    "role.withdraw": N_("Un lien personnel qui donnait un rôle a été annulé."),
    "cooperative.create": N_("La coopérative a été créée."),
    "token_created": N_("Un jeton d’accès pour un programme a été créé."),
    "token_revoked": N_("Un jeton d’accès pour un programme a été révoqué."),
    "export.made": N_("Un auditeur a téléchargé un fichier : %(what)s."),
}
OTHER = N_("Acte de type « %(type)s ».")
VERDICTS = {
    True: N_("Un résultat a été déclaré : résolution adoptée."),
    False: N_("Un résultat a été déclaré : résolution rejetée."),
    None: N_("Un résultat a été déclaré : sans décision, faute de quorum."),
}
TO_VOTE_AGAIN = N_("Un premier tour a été compté : un second est à tenir dans un collège au moins.")
FILES = {
    "minutes": N_("un procès-verbal"),
    "attendance": N_("une feuille de présence"),
    "sheet": N_("une feuille de comptage"),
    "journal": N_("un journal des actes"),
}

_FACTS = re.compile(r"\s*(?::|\(|(?:sous le n°|under no\.|as no\.)?\s*%\()")

HATLESS = {
    "operator": N_("ligne de commande"),
    "invited": N_("personne invitée"),
}
"""Who acts without any hat yet: the operator of the service, and who has just received a role."""


class _Facts(dict[str, Any]):
    """The facts of an act, a dash for one that an older line does not have."""

    def __missing__(self, key: str) -> str:
        return "—"


def sentence(kind: str, facts: Mapping[str, Any]) -> str:
    """Say an act in the language in use; an unknown type says its name."""
    if kind == "result.declare" and "adopted" in facts:
        return gettext(TO_VOTE_AGAIN if facts.get("again") else VERDICTS[facts["adopted"]])
    shown = _Facts({name: number(value) if type(value) is int else value for name, value in facts.items()})
    if kind == "export.made":
        shown["what"] = gettext(FILES.get(facts.get("what", ""), "—"))
    return gettext(SENTENCES.get(kind, OTHER)) % shown


def type_name(kind: str) -> str:
    """Name a type of act in the filter: the beginning of its sentence, then its type in the log."""
    plain = _FACTS.split(gettext(SENTENCES.get(kind, OTHER)))[0].partition("(")[0].strip(" .:")
    return f"{plain} ({kind})"


def capacity(key: str) -> str:
    """Name the hat of an act: the name of a role, or « sociétaire »; "" when nobody acted."""
    if not key:
        return ""
    if key in HATLESS:
        return gettext(HATLESS[key])
    role = Role(key) if key in set(Role) else Role.MEMBER
    return gettext(ROLE_NAMES[role])
