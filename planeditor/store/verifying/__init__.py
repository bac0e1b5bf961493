"""Finding damage in a plan file: header, schema, pages, rows, whole files, and the present against the log."""
