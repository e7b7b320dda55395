"""From a case to the contents of prints: what stands in the register, with the boards and in the account."""
