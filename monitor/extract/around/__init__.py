"""What stands around a page's words, or twice: menus, boxes that ask, teasers, panels, copies (DESIGN 3.5). Pure."""
