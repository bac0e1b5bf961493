"""「ファイルの点検」: whether the plan file is damaged."""
