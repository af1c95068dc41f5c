"""Pure ground floor: values and calculations everything else rests on. No Django, no I/O, no clock."""
