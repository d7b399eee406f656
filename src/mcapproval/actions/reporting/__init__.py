"""The rows of the reports, gathered from the records: one module for each report."""
