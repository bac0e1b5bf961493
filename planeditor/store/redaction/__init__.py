"""記録の抹消: removing a text from a plan file and everything kept with it."""
