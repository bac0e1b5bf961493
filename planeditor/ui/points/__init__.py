"""指摘 in the window: beside the sheet, all of them in a list, and recording one."""
