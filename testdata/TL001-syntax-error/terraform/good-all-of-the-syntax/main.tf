/* All three forms
   of comments */
// this one
# and this one

variable "names" {
  type    = list(string)
  default = ["a", "b", ]
}

locals {
  object      = { a = 1, "b" : 2, (join("", ["c"])) = 3 }
  grouped     = { for name in var.names : upper(name) => name... if name != "" }
  listed      = [for index, name in var.names : "${index}-${name}"]
  legacy      = var.names.0
  splat       = [{ id = 1 }, { id = 2 }][*].id
  conditional = length(var.names) > 1 && !(1 >= 2) ? -1 : 5 % 3
  expanded    = max([1, 2, 3]...)
  strip       = "%{for name in var.names~}${name}%{~endfor}"
  directive   = "%{if true}yes%{else}no%{endif}"
  escapes     = "\t\"quoted\" \u00e9 $${literal} %%{literal}"
  heredoc     = <<EOT
a $${literal} "quote" and ${join(", ", var.names)}
EOT
  indented    = <<-EOT
    one
      two ${"nested ${"deeper"}"}
    EOT
}

resource "aws_vpc" main { cidr_block = "10.0.0.0/16" }
