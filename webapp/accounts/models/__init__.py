"""Accounts of people, their memberships, and how they prove who they are."""

from webapp.accounts.models.account import Account, Credentials
from webapp.accounts.models.appointment import Appointment
from webapp.accounts.models.invitation import Invitation
from webapp.accounts.models.member import Member
from webapp.accounts.models.session import Handover, Session, SignInLink

__all__ = [
    "Account",
    "Appointment",
    "Credentials",
    "Handover",
    "Invitation",
    "Member",
    "Session",
    "SignInLink",
]
