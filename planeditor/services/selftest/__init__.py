"""The program tests itself on the machine it stands on: the one diagnosis that staff can send."""
