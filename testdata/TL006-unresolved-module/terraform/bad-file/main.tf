# A file is looked for as well.
resource "aws_iam_policy" "missing" {
  policy = file("${path.module}/policy.json") # expect: TL006(aws_iam_policy.missing)
}
