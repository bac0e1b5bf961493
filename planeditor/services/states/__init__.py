"""The states of a plan that have a name, and how far its papers are."""
