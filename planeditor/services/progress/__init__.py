"""進捗区分: proposing it from the reports, and confirming it."""
