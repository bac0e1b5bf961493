"""What happens to the open plan file from outside, as the user sees it."""
