"""Calendar files (RFC 5545, 5546, 6047), written so that all readers tried get them right, and read with distrust."""
