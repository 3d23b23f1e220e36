"""The life of an assembly as a table of moves."""

from enum import StrEnum

from governance.assembly.refusals import WrongStage
from governance.words import N_


class Stage(StrEnum):
    """Where an assembly stands between its preparation and its minutes."""

    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    MINUTED = "minuted"
    CANCELLED = "cancelled"


STAGE_NAMES = {
    Stage.DRAFT: N_("en préparation"),
    Stage.CONVENED: N_("convoquée"),
    Stage.OPEN: N_("ouverte"),
    Stage.CLOSED: N_("close"),
    Stage.MINUTED: N_("procès-verbal au registre"),
    Stage.CANCELLED: N_("annulée"),
}

MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.CONVENED, Stage.CANCELLED),
    Stage.CONVENED: (Stage.OPEN, Stage.CANCELLED),
    Stage.OPEN: (Stage.CLOSED,),
    Stage.CLOSED: (Stage.MINUTED,),
    Stage.MINUTED: (),
    Stage.CANCELLED: (),
}


def may_become(stage: Stage, following: Stage) -> bool:
    """Tell whether an assembly may go from one stage straight to the other."""
    return following in MOVES[stage]


def ensure_stage(title: str, stage: str, *needed: Stage) -> None:
    """Raise WrongStage unless the assembly is at one of the stages `needed`."""
    if Stage(stage) not in needed:
        raise WrongStage(title, STAGE_NAMES[Stage(stage)], STAGE_NAMES[needed[0]])
