"""What can be wrong in what was written about one member: one sentence for each fault."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from governance.words import N_

CHOOSE = N_("Choisissez une des réponses proposées.")
MISSING = N_("Cette information manque.")
NOT_A_NUMBER = N_("« %(text)s » n’est pas un numéro entier, à partir de 1.")
NOT_A_DATE = N_("« %(text)s » n’est pas une date. Écrivez-la comme 24/06/2027.")
NOT_AN_EMAIL = N_("« %(text)s » n’est pas une adresse de courriel.")
NOT_A_POSTCODE = N_("« %(text)s » n’est pas un code postal : 5 chiffres, ou B-1000 pour un autre pays.")
ZERO_LOST = N_("« %(text)s » a 4 chiffres. Le tableur a-t-il perdu un zéro ? Serait-ce %(suggestion)s ?")
NOT_A_SIREN = N_("« %(text)s » n’est pas un numéro SIREN : 9 chiffres dont le dernier contrôle les autres.")
SIRET_GIVEN = N_("« %(text)s » est un SIRET. Donnez ses 9 premiers chiffres : %(suggestion)s.")
NOT_A_SIRET = N_("« %(text)s » n’est pas un SIRET : 14 chiffres dont le dernier contrôle les autres.")
SIRET_ELSEWHERE = N_("Ce SIRET commence par %(given)s, mais la fiche du sociétaire porte le SIREN %(siren)s.")
SIREN_FIRST = N_("La fiche de ce sociétaire n’a pas de SIREN : ajoutez-le d’abord, puis donnez son SIRET.")
NOT_A_YEAR = N_("« %(text)s » n’est pas une année écoulée ou en cours, à partir de 1900.")
NOT_JOBS = N_("« %(text)s » n’est pas un nombre d’emplois. Écrivez-le comme 4, 4,5 ou 3,85.")
BEFORE_FOUNDED = N_("Cette année vient avant la création de la structure.")
NO_CAPITAL = N_("Une association ou une personne publique n’a pas de capital : aucune part ne s’en détient.")
CEASED_BEFORE = N_("La date de cessation vient avant la date de création.")
UNKNOWN_KIND = N_(
    "« %(text)s » n’est pas un type connu. Écrivez « personne physique » ou « personne morale »."
)
UNKNOWN_CATEGORY = N_("La catégorie « %(text)s » n’est pas dans vos statuts.")
NEAR_CATEGORY = N_("La catégorie « %(text)s » n’est pas dans vos statuts. Serait-ce « %(suggestion)s » ?")
UNKNOWN_COLLEGE = N_("Le collège « %(text)s » n’est pas dans vos statuts.")
NEAR_COLLEGE = N_("Le collège « %(text)s » n’est pas dans vos statuts. Serait-ce « %(suggestion)s » ?")
NO_COLLEGES = N_("Vos statuts ne prévoient pas de collèges : laissez cette colonne vide.")
WRONG_COLLEGE = N_(
    "D’après vos statuts, le collège « %(college)s » ne réunit pas la catégorie « %(category)s »."
)
CHOOSE_COLLEGE = N_("Plusieurs collèges réunissent cette catégorie : précisez le collège.")
LEFT_BEFORE = N_("La date de sortie vient avant la date d’admission.")
CONSENT_WITHOUT_EMAIL = N_("L’accord pour la convocation électronique demande une adresse de courriel.")
TOO_LONG = N_("Ce texte est trop long : %(most)s caractères au plus.")
NOT_SHARES = N_("« %(text)s » n’est pas un nombre de parts : un nombre entier, à partir de 0.")
NO_SHARES = N_("« %(text)s » n’est pas un nombre de parts : un nombre entier, à partir de 1.")
NOT_A_PART = N_("« %(text)s » n’est pas une part. Écrivez-la comme 10 %%, 12,5 %% ou 1/10.")
PERCENT_MISSING = N_("« %(text)s » dépasse la totalité. Pour %(text)s pour cent, écrivez « %(text)s %% ».")
NOT_AN_AMOUNT = N_("« %(text)s » n’est pas un montant en euros. Écrivez-le comme 1500 ou 1500,50.")
UNKNOWN_MOVEMENT = N_("Choisissez une souscription ou un remboursement.")
NOT_YET = N_("Cette date n’est pas encore venue : le registre inscrit ce qui a eu lieu.")
TWICE_IN_FILE = N_("Le numéro %(number)s figure plusieurs fois dans le fichier : lignes %(rows)s.")
COLLEGE_FROZEN = N_(
    "Une assemblée est convoquée : le collège d’un sociétaire ne change pas entre la convocation et "
    "l’assemblée."
)
FEW_SHARES = N_("Vos statuts demandent au moins %(least)s parts dans cette catégorie.")
SAME_NAME = N_("Le sociétaire n° %(number)s porte déjà ce nom. Est-ce la même personne ?")
SHARES_DIFFER = N_(
    "Le fichier dit %(told)s parts, le registre des mouvements %(held)s. Rien n’est changé au registre."
)

SIREN_TAKEN = N_("Ce SIREN est celui du sociétaire n° %(number)s.")
WHO_ADMITTED = N_("Dites qui a admis ce sociétaire.")

NO_SUCH_STRUCTURE = N_(
    "Aucune structure sociétaire n’a ce numéro ou ce SIREN. Une structure entre d’abord au registre des "
    "sociétaires, où elle s’ajoute comme tout sociétaire."
)
TWO_STRUCTURES = N_("Le numéro et le SIREN de cette ligne désignent deux structures différentes.")
STRUCTURE_TWICE = N_("Cette structure figure plusieurs fois dans le fichier : lignes %(rows)s.")
NOT_LISTED = N_("« %(text)s » n’est pas dans la liste : %(known)s.")
SAID_ELSEWHERE = N_(
    "Le fichier dit « %(told)s », le registre « %(held)s ». Cette information se change sur la fiche du "
    "sociétaire."
)
TIE_OVERLAPS = N_("Un lien est déjà inscrit jusqu’à cette date ou au-delà : le nouveau commence après.")
TIE_IS_FINAL = N_("Ce lien est inscrit avec un autre prix ou une autre décision : il ne se réécrit pas.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one field: a French sentence and the facts that fill it."""

    field: str
    message: str
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict)
