"""Backups in the window: taken while one edits, listed, looked at, put back."""
