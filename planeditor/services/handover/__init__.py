"""引継ぎ: what the next person in the job has to know, filled from the history of the plan."""
