"""(draft, law day, policy) to findings: rule texts, dated values, one module a requirement."""
