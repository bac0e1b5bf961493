"""How a year stands: the figures that the dashboard and the papers of the meeting share."""
