"""Actors, the areas they act for, and who represents them."""

from webapp.actors.models.actor import SECTORS, Actor, ActorArea
from webapp.actors.models.representative import AlreadyRepresents, Representative

__all__ = ["SECTORS", "Actor", "ActorArea", "AlreadyRepresents", "Representative"]
