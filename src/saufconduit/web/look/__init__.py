"""How every page looks: style sheet, base page, parts, typography, days in words."""
