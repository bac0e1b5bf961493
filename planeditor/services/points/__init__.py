"""指摘: recording what the headquarters asked, its answers, and what is still open."""
