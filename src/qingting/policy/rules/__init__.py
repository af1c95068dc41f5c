"""Questions to the standard: pure functions of the standard and of facts. Every answer names the clause it rests on."""
