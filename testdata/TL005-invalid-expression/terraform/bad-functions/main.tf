locals {
  number     = tonumber("three")                # expect: TL005
  range      = cidrsubnet("10.0.0.0/16", 20, 0) # expect: TL005
  arguments  = length()                         # expect: TL005
  name       = joinn("-", ["a", "b"])           # expect: TL005
  decoded    = jsondecode("{\"a\": }")          # expect: TL005
  looked_up  = lookup({ a = 1 }, "b")           # expect: TL005
  only_one   = one(["a", "b"])                  # expect: TL005
  arithmetic = "a" * 2                          # expect: TL005
}
