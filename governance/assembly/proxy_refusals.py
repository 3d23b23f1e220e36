"""What is refused about proxies, with the article of the bylaws or of the law that says so."""

from dataclasses import dataclass

from governance.errors import Refused
from governance.law.rule import RefusedByText
from governance.words import N_


@dataclass(eq=False)
class ProxyToOneself(Refused):
    """The holder is the principal."""

    message = N_("On ne peut pas se donner pouvoir à soi-même.")
    remedy = N_("Choisissez un autre sociétaire.")


@dataclass(eq=False)
class AlreadyRepresented(Refused):
    """One member gives one proxy for an assembly."""

    holder: str = ""

    message = N_("Un pouvoir a déjà été donné à %(holder)s pour cette assemblée.")
    remedy = N_("Retirez d’abord ce pouvoir pour en donner un autre.")


@dataclass(eq=False)
class HolderIsRepresented(Refused):
    """A holder who gave a proxy would hand over somebody else's right: no substitution."""

    message = N_("Cette personne a elle-même donné pouvoir : elle ne peut pas en recevoir.")
    remedy = N_("Choisissez un sociétaire qui participera à l’assemblée.")


@dataclass(eq=False)
class PrincipalHoldsProxies(Refused):
    """A principal who holds proxies cannot pass them on."""

    message = N_("Qui a reçu des pouvoirs ne peut pas donner le sien : ils ne se transmettent pas.")
    remedy = N_("Les pouvoirs reçus doivent d’abord être retirés par ceux qui les ont donnés.")


@dataclass(eq=False)
class PrincipalIsThere(Refused):
    """A member who takes part votes for themselves."""

    message = N_("Ce sociétaire participe à l’assemblée : il vote lui-même.")
    remedy = N_("S’il s’en va, notez d’abord son départ, puis le pouvoir.")


@dataclass(eq=False)
class TooManyProxies(RefusedByText):
    """The holder has as many proxies as the bylaws allow."""

    limit: int

    message = N_("Cette personne a déjà reçu %(limit)s pouvoirs, le plus que permettent les statuts.")
    remedy = N_("Choisissez un autre sociétaire.")


@dataclass(eq=False)
class TooManyOfOneCollege(RefusedByText):
    """The holder has as many proxies of one college as the bylaws allow."""

    limit: int

    message = N_(
        "Cette personne a déjà reçu %(limit)s pouvoirs de ce collège, le plus que permettent les statuts."
    )
    remedy = N_("Choisissez un autre sociétaire.")


@dataclass(eq=False)
class OtherCollege(RefusedByText):
    """The bylaws keep proxies within a college."""

    message = N_("Les statuts ne permettent de donner pouvoir qu’à un sociétaire du même collège.")
    remedy = N_("Choisissez un sociétaire du même collège.")


@dataclass(eq=False)
class BlankProxyNotTaken(RefusedByText):
    """A proxy that names nobody."""

    message = N_("Vos statuts ne laissent pas enregistrer un pouvoir en blanc, qui ne désigne personne.")
    remedy = N_("Inscrivez-le au nom de qui ils désignent, ou demandez au sociétaire de nommer quelqu’un.")


@dataclass(eq=False)
class ProxyTooLate(RefusedByText):
    """A proxy sent on line after the hour of the law."""

    message = N_("Il est trop tard pour donner un pouvoir en ligne.")
    remedy = N_("Un pouvoir sur papier peut être remis à l’accueil de l’assemblée.")


@dataclass(eq=False)
class PaperProxyTooLate(RefusedByText):
    """A proxy that comes after the last moment of the bylaws, which let none come later on paper."""

    message = N_("Il est trop tard pour donner un pouvoir, même sur papier.")
    remedy = N_("Le sociétaire peut participer lui-même à l’assemblée.")


@dataclass(eq=False)
class ProxyForOneAssembly(RefusedByText):
    """A proxy does not serve this other assembly."""

    title: str

    message = N_("Ce pouvoir ne peut pas valoir aussi pour « %(title)s ».")
    remedy = N_("Donnez un pouvoir distinct pour cette assemblée.")


@dataclass(eq=False)
class OutsiderNotAllowed(RefusedByText):
    """Neither the law nor the bylaws let this person, who is no member, hold a proxy."""

    message = N_("Cette personne, qui n’est pas sociétaire, ne peut pas recevoir de pouvoir ici.")
    remedy = N_("Demandez au sociétaire de désigner un autre sociétaire.")


@dataclass(eq=False)
class OutsiderWithoutName(Refused):
    """The holder who is no member must be named."""

    message = N_("Il manque le nom de la personne qui a reçu le pouvoir.")
    remedy = N_("Écrivez son prénom et son nom, comme sur le pouvoir.")


@dataclass(eq=False)
class SpouseOfAnother(Refused):
    """A spouse or a partner holds the proxy of one member, theirs."""

    name: str
    principal: str

    message = N_("%(name)s a déjà reçu le pouvoir de %(principal)s, comme conjoint ou partenaire.")
    remedy = N_("Si c’est une autre personne du même nom, écrivez aussi son deuxième prénom.")


@dataclass(eq=False)
class NoProxyGiven(Refused):
    """There is no proxy to withdraw."""

    message = N_("Aucun pouvoir n’est en cours pour ce sociétaire.")
    remedy = N_("Revenez à la page de l’assemblée.")
