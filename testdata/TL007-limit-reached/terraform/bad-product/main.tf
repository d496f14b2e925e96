locals {
  thousand = range(1000)
  million  = setproduct(local.thousand, local.thousand) # expect: TL007
}
