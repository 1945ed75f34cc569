"""The tenancy kernel: for whom we act, and the walls between municipalities."""
