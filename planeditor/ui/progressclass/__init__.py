"""進捗区分 in the window: confirming it, why something is late, and the 主な成果."""
