"""Steps, evidence, progress, links for confirmation, reminders, my desk."""
