"""引継ぎの一覧 beside the window: what is to be told to the next person in the job."""
