"""What commands share: root, language and day as they are asked for; how a build runs, its progress and its findings."""
