"""The addresses of actions: lists, each one's page, and answers from the mail."""

from webapp.actions.routes import actions, answers, lists, outcomes

__all__ = ["actions", "answers", "lists", "outcomes"]
