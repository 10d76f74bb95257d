"""A made-up company with planted truth, written as the real files its tools would export."""
