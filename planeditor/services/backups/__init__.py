"""Backups: when they are taken and where, which there are, and the way back to one."""
