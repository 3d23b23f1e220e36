"""What a form calls each choice the bylaws offer."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from governance.bylaws.choices import (
    AdvanceVotes,
    Assigner,
    BelowMinimum,
    BlankProxy,
    BlankRounding,
    BlocTie,
    BoardSystem,
    Carry,
    CategoryKind,
    Chair,
    Channel,
    CollegeFreeze,
    Criterion,
    DelegatesOf,
    ElectionCarry,
    ElectionMethod,
    Holder,
    ListParity,
    ListSeats,
    MinutesSigner,
    OffAgenda,
    Organ,
    Persons,
    Policy,
    Presence,
    QuorumOf,
    ReadAs,
    RecordDate,
    Renewal,
    SecretFor,
    TellerChoice,
    TieRule,
    Usufruct,
    Weighing,
)
from governance.words import N_

CHOICES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = MappingProxyType(
    {
        CategoryKind: {
            CategoryKind.EMPLOYEES: N_("salariés"),
            CategoryKind.PRODUCERS: N_("producteurs"),
            CategoryKind.BENEFICIARIES: N_("bénéficiaires"),
            CategoryKind.VOLUNTEERS: N_("bénévoles"),
            CategoryKind.PUBLIC: N_("collectivités publiques"),
            CategoryKind.OTHER: N_("autre lien"),
        },
        Persons: {
            Persons.ANYONE: N_("toute personne"),
            Persons.NATURAL: N_("personnes physiques"),
            Persons.LEGAL: N_("personnes morales"),
        },
        Organ: {
            Organ.BOARD: N_("le conseil"),
            Organ.MANAGER: N_("le gérant"),
            Organ.PRESIDENT: N_("la présidence"),
            Organ.ASSEMBLY: N_("l’assemblée"),
        },
        Usufruct: {
            Usufruct.LAW: N_("selon la loi"),
            Usufruct.USUFRUCTUARY: N_("l’usufruitier"),
            Usufruct.BARE_OWNER: N_("le nu-propriétaire"),
            Usufruct.BY_KIND: N_(
                "l’usufruitier en assemblée ordinaire, le nu-propriétaire en extraordinaire"
            ),
        },
        RecordDate: {
            RecordDate.MEETING_DAY: N_("le jour de l’assemblée"),
            RecordDate.SECOND_BUSINESS_DAY: N_("le deuxième jour ouvré avant l’assemblée"),
            RecordDate.LIST_DAY: N_("le jour où la liste est arrêtée"),
            RecordDate.NOTICE_DAY: N_("le jour de la convocation"),
        },
        Weighing: {
            Weighing.POINTS: N_("des points fixes"),
            Weighing.ONE_VOICE: N_("une voix par collège"),
            Weighing.MULTIPLIER: N_("ses voix, multipliées"),
        },
        BelowMinimum: {
            BelowMinimum.SHARED: N_("traité comme un collège sans membre"),
            BelowMinimum.MERGED: N_("réuni à un autre, points ajoutés"),
        },
        Assigner: {
            Assigner.BOARD: N_("le conseil"),
            Assigner.MANAGER: N_("le gérant"),
            Assigner.PRESIDENT: N_("la présidence"),
            Assigner.ASSEMBLY: N_("l’assemblée"),
            Assigner.MEMBER: N_("le sociétaire lui-même"),
            Assigner.CATEGORY: N_("sa catégorie"),
        },
        CollegeFreeze: {
            CollegeFreeze.NEVER: N_("à aucun moment"),
            CollegeFreeze.NOTICE: N_("dès la convocation"),
            CollegeFreeze.MEMBERS_LIST: N_("dès que la liste est arrêtée"),
        },
        Carry: {
            Carry.SINGLE_BODY: N_("un seul corps"),
            Carry.PROPORTIONAL: N_("en proportion"),
            Carry.BLOC: N_("en bloc"),
            Carry.DOUBLE_MAJORITY: N_("double majorité"),
        },
        BlocTie: {
            BlocTie.AGAINST: N_("pèse contre"),
            BlocTie.SPLIT: N_("partage ses points"),
            BlocTie.LEAVES_BASE: N_("ne compte pas"),
        },
        Policy: {
            Policy.SHARE_EQUALLY: N_("points partagés également"),
            Policy.SHARE_PRO_RATA: N_("points partagés selon les parts"),
            Policy.NEUTRAL: N_("points hors du compte"),
            Policy.STAYS: N_("points qui pèsent contre"),
        },
        ReadAs: {
            ReadAs.OUT: N_("ne compte pas"),
            ReadAs.BASE: N_("pèse contre"),
            ReadAs.FOR: N_("compte pour"),
        },
        QuorumOf: {
            QuorumOf.HEADS: N_("les sociétaires"),
            QuorumOf.POINTS: N_("les points de collège"),
            QuorumOf.EACH_COLLEGE: N_("chaque collège"),
            QuorumOf.COLLEGE: N_("un collège nommé"),
        },
        Presence: {
            Presence.TAKING_PART: N_("présents, représentés, à distance ou par correspondance"),
            Presence.IN_ROOM: N_("présents dans la salle"),
        },
        Criterion: {
            Criterion.PARTICIPATION: N_("la participation à l’activité"),
            Criterion.CONTRIBUTION: N_("la contribution au développement"),
            Criterion.CAPITAL: N_("le capital apporté"),
        },
        Channel: {
            Channel.LETTER: N_("lettre"),
            Channel.REGISTERED_LETTER: N_("lettre recommandée"),
            Channel.EMAIL: N_("courriel"),
            Channel.HAND: N_("remise en main propre"),
            Channel.GAZETTE: N_("annonce légale"),
        },
        AdvanceVotes: {
            AdvanceVotes.KEPT: N_("gardés"),
            AdvanceVotes.RESTARTED: N_("à refaire"),
        },
        OffAgenda: {
            OffAgenda.LAW: N_("selon la loi"),
            OffAgenda.ADMITTED_BY_VOTE: N_("si l’assemblée l’admet par un vote"),
        },
        Holder: {
            Holder.MEMBER: N_("un autre sociétaire"),
            Holder.SPOUSE: N_("le conjoint"),
            Holder.PARTNER: N_("le partenaire de PACS"),
            Holder.ANYONE: N_("toute personne"),
        },
        BlankProxy: {
            BlankProxy.FOLLOWS_BOARD: N_("voté selon les projets du conseil"),
            BlankProxy.SPLIT: N_("partagé entre le président et le conseil"),
            BlankProxy.REFUSED: N_("refusé"),
        },
        BlankRounding: {
            BlankRounding.CHAIR: N_("au président"),
            BlankRounding.BOARD: N_("au conseil"),
            BlankRounding.NEAREST: N_("à la part la plus proche"),
        },
        Chair: {
            Chair.BOARD_CHAIR: N_("le président du conseil"),
            Chair.MANAGER: N_("un gérant"),
            Chair.PRESIDENT: N_("le président de la société"),
            Chair.ELECTED: N_("une personne élue par l’assemblée"),
        },
        TellerChoice: {
            TellerChoice.MOST_VOTES: N_("ceux qui ont le plus de voix"),
            TellerChoice.ASSEMBLY: N_("choisis par l’assemblée"),
        },
        MinutesSigner: {
            MinutesSigner.OFFICERS: N_("le bureau"),
            MinutesSigner.MANAGERS_AND_CHAIR: N_("les gérants et le président de séance"),
            MinutesSigner.CHAIR: N_("le président de séance"),
            MinutesSigner.PRESIDENT: N_("le président de la société"),
        },
        SecretFor: {
            SecretFor.ELECTIONS: N_("élections"),
            SecretFor.REMOVALS: N_("révocations"),
            SecretFor.EXCLUSIONS: N_("exclusions"),
            SecretFor.ON_REQUEST: N_("sur demande"),
        },
        BoardSystem: {
            BoardSystem.BOARD: N_("conseil d’administration"),
            BoardSystem.SUPERVISORY: N_("conseil de surveillance"),
            BoardSystem.COUNCIL: N_("autre conseil"),
        },
        Renewal: {
            Renewal.WHOLE: N_("tous ensemble"),
            Renewal.HALVES: N_("par moitié"),
            Renewal.THIRDS: N_("par tiers"),
        },
        ElectionMethod: {
            ElectionMethod.PLURALITY: N_("majorité relative"),
            ElectionMethod.TWO_ROUNDS: N_("majorité à deux tours"),
            ElectionMethod.APPROVAL: N_("approbation"),
            ElectionMethod.CUMULATIVE: N_("vote cumulatif"),
            ElectionMethod.LISTS: N_("listes"),
            ElectionMethod.INSTANT_RUNOFF: N_("vote alternatif"),
            ElectionMethod.SCHULZE: N_("Condorcet, méthode Schulze"),
            ElectionMethod.STV: N_("vote unique transférable"),
            ElectionMethod.MAJORITY_JUDGMENT: N_("jugement majoritaire"),
            ElectionMethod.WITHOUT_CANDIDATE: N_("élection sans candidat"),
        },
        ElectionCarry: {
            ElectionCarry.SINGLE_BODY: N_("tous ensemble"),
            ElectionCarry.BY_POINTS: N_("les collèges, par leurs points"),
            ElectionCarry.EACH_COLLEGE: N_("chaque collège, ses sièges"),
        },
        ListSeats: {
            ListSeats.LARGEST_REMAINDER: N_("au plus fort reste"),
            ListSeats.HIGHEST_AVERAGE: N_("à la plus forte moyenne"),
        },
        ListParity: {
            ListParity.NONE: N_("pas de règle"),
            ListParity.ALTERNATE: N_("femmes et hommes en alternance"),
            ListParity.EQUAL: N_("autant de femmes que d’hommes, à une personne près"),
        },
        TieRule: {
            TieRule.ELDEST: N_("le plus âgé"),
            TieRule.YOUNGEST: N_("le plus jeune"),
            TieRule.SENIORITY: N_("le plus ancien sociétaire"),
            TieRule.LOT: N_("le tirage au sort"),
        },
        DelegatesOf: {
            DelegatesOf.COLLEGES: N_("collèges"),
            DelegatesOf.SECTIONS: N_("sections"),
        },
    }
)
"""The French label of each choice, by its list."""
